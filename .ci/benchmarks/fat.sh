# A FAT filesystem of 160 MB in 6,500 files, without a disk around it. Sourced by ../benchmark.
names+=(fat)

fat_bytes=$((300 << 20))

prepare_fat() {
    [[ ! -e $work/fat ]] || return 0
    need openssl openssl mkfs.vfat dosfstools mcopy mtools fsck.fat dosfstools awk mawk
    prepare_step fat fat/FatBench.java
    # Sizes from 400 bytes to 300 kB, most of them small, with bytes that are neither zeros nor alike.
    head -c 300000 /dev/zero | openssl enc -aes-128-ctr -K 00 -iv 00 -nosalt > "$work/fat-noise" 2> /dev/null
    awk -v top="$work/fat" -v noise="$work/fat-noise" 'BEGIN {
        srand(5)
        for (i = 0; i < 6500; i++) {
            folder = sprintf("%s/usr/share/folder %02d/part-%d", top, i / 320, i / 40)
            if (i % 40 == 0) printf "mkdir -p \"%s\"\n", folder
            printf "head -c %d \"%s\" > \"%s/file-with-a-name.%d.txt\"\n", 400 + 298000 * rand() ^ 11, noise, folder, i
        } }' | bash
}

bench_fat() {
    prepare_fat
    ours_fat() {
        rm -f "$work/fat.img"
        run_step fat 2g "$work/fat" "$work/fat.img" "$fat_bytes"
        cut -d ' ' -f 2 "$work/output" >> "$work/times/fat-start"
        cut -d ' ' -f 1 "$work/output"
    }
    peer_fat() {
        rm -f "$work/fat-peer.img"
        millis bash -c 'mkfs.vfat -F 32 -C "$1" $(($2 / 1024)) && mcopy -s -i "$1" "$3"/* ::' - "$work/fat-peer.img" \
            "$fat_bytes" "$work/fat"
    }
    peer_fat_cp() { rm -rf "$work/fat-copy"; millis cp -r "$work/fat" "$work/fat-copy"; }
    ours_fat > "$work/output"   # makes the archive of classes
    : > "$work/times/fat-start"
    local what="FAT32 of $(($(du -sb "$work/fat" | cut -f 1) / 1000000)) MB in 6,500 files, the step"
    row "$what" ratio:1.0 ours_fat '`mkfs.vfat` and `mcopy -s`' peer_fat
    row "$what" - ours_fat '`cp -r`' peer_fat_cp
    note "- start of Java before that: $(median < "$work/times/fat-start") ms"
    fsck.fat -n "$work/fat.img" > "$work/output" || failed fsck.fat
    rm -rf "$work/fat.img" "$work/fat-peer.img" "$work/fat-copy"
}
