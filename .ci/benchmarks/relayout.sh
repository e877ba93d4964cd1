# A disk of 50 GB with RAID members laid out anew on 20 GB, as examples/dsm-relayout does it, against the commands that a
# person types for it. Sourced by ../benchmark.
names+=(relayout)

readonly old_data=9437184 new_data=11536384   # sectors

prepare_relayout() {
    need parted parted mkfs.fat dosfstools mkfs.ext4 e2fsprogs mcopy mtools mdadm mdadm debugfs e2fsprogs grub-mkimage grub-common
    (( $(id -u) == 0 )) || fail "losetup and mount want root"
    cp "$top/examples/dsm-relayout/dsm-relayout.groovy" "$work/relayout.groovy"
    "$rootbuild" run "$work/relayout.groovy" before.img > "$work/output" 2>&1 || failed before.img
    cp --sparse=always "$work/out/before.img" "$work/before.img"
    head -c 440 /usr/lib/grub/i386-pc/boot.img > "$work/boot.img"
    grub-mkimage -O i386-pc -o "$work/core.img" -p '(,msdos1)/boot/grub' biosdisk part_msdos fat normal configfile linux
}

# The articles' create.sh and mount.sh without arrays that run on this machine: the member's superblock is taken along with
# the head of the old one, its filesystem lies at the offset that this names. With `sparse` nobody writes zeros.
relayout_by_hand() (
    cd "$work"
    rm -f after.img
    if [[ $1 == zeros ]]; then dd if=/dev/zero of=after.img bs=1024 count=20971520 status=none; else truncate -s 20G after.img; fi
    for words in 'mktable msdos' 'mkpart primary fat16 2048s 2099199s' 'set 1 boot on' 'mkpart primary 2101248s 7081727s' \
        'set 2 raid' 'mkpart primary 7081728s 11276031s' 'set 3 raid' "mkpart primary ${new_data}s 100%" 'set 4 raid'; do
        # shellcheck disable=SC2086
        parted -s after.img $words 2> /dev/null
    done
    dd if=boot.img of=after.img conv=notrunc status=none
    dd if=core.img of=after.img bs=512 seek=1 conv=notrunc status=none
    mkfs.fat -F 16 --offset 2048 after.img 1048576 > /dev/null
    mkdir -p boot
    mcopy -n -s -i "before.img@@$((104792064 * 512))" ::/boot boot/
    mcopy -n -s -i after.img@@1M boot/boot ::/
    local sparse=; [[ $1 == zeros ]] || sparse=,sparse
    dd if=before.img of=after.img bs=1M skip=1 seek=1026 count=2432 conv=notrunc$sparse status=none
    dd if=before.img of=after.img bs=1M skip=$((4982528 * 512)) seek=$((7081728 * 512)) count=$((4194304 * 512)) \
        iflag=skip_bytes,count_bytes oflag=seek_bytes conv=notrunc$sparse status=none
    local offset head
    head=$((old_data * 512 + 4096))
    offset=$(od -An -t u8 -j $((head + 128)) -N 8 before.img)
    dd if=before.img of=after.img bs=512 skip=$((head / 512)) seek=$((new_data + 8)) count=8 conv=notrunc status=none
    mkfs.ext4 -q -F -E offset=$(((new_data + offset) * 512)) after.img $(((41943040 - new_data - offset) / 2))k
    mkdir -p files
    debugfs -R "rdump / $work/files" "before.img?offset=$(((old_data + offset) * 512))" > /dev/null 2>&1
    find files -mindepth 1 -printf '%y /%P\n' | sed -n 's/^d \(.*\)/mkdir "\1"/p; s/^f \(.*\)/write "files\1" "\1"/p' \
        | debugfs -w -f - "after.img?offset=$(((new_data + offset) * 512))" > /dev/null 2>&1
    rm -rf boot files
    sync -d after.img
)

bench_relayout() {
    prepare_relayout
    ours_relayout() {
        rm -f "$work/out/after.img"
        run_with_events "$work/relayout.groovy" after.img --from after.img
        of_node after.img
    }
    by_hand_with_zeros() { millis relayout_by_hand zeros; }
    by_hand_sparse() { millis relayout_by_hand sparse; }
    ours_relayout > /dev/null
    row 'a disk of 50 GB laid out anew on 20 GB, the step' ratio:1.0 ours_relayout \
        "the articles' \`parted\`, \`mkfs\`, \`dd\`, \`cp\`, with holes for zeros" by_hand_sparse
    ROUNDS=1 row 'a disk of 50 GB laid out anew on 20 GB, the step' ratio:1.0 ours_relayout \
        'the same with `dd if=/dev/zero`, as written' by_hand_with_zeros
    note "- of the 20 GB, $(($(stat -c %b "$work/out/after.img") / 2048)) MiB are allocated here"
    rm -f "$work/before.img" "$work/after.img" "$work"/out/*.img
}
