# Putting images out, against the tools that compress. Sourced by ../benchmark.
names+=(output memory)

# A sparse image of 2 GB, a quarter of it full: an ext4 filesystem with files of this host in it.
prepare_output() {
    [[ ! -e $work/disk.img ]] || return 0
    need mke2fs e2fsprogs pigz pigz zstd zstd bmaptool bmap-tools
    prepare_step output image/CompressBench.java
    mkdir "$work/content"
    cp -r /usr/share/doc /usr/share/locale "$work/content" 2> /dev/null || true
    find /usr/lib /usr/bin -maxdepth 2 -type f -size -20M -print0 2> /dev/null | head -z -n 1500 \
        | xargs -0 cp --backup=numbered -t "$work/content" 2> /dev/null || true
    truncate -s 2G "$work/disk.img"
    mke2fs -q -t ext4 -d "$work/content" "$work/disk.img"
    rm -rf "$work/content"
}

bench_output() {
    prepare_output
    # With block map, its checksums, and the checksum of the file; the peers have none of it.
    ours_output() { millis "$rootbuild" image compress "$work/disk.img" "$work/ours.img.$1"; }
    ours_gz() { ours_output gz; }
    ours_zst() { ours_output zst; }
    step_output() {
        rm -f "$work"/step.*
        run_step output 1g "$work/disk.img" "$work/step.$1" "$1"
        cut -d ' ' -f 2 "$work/output" >> "$work/times/output-start"
        cut -d ' ' -f 1 "$work/output"
    }
    step_gz() { step_output gz; }
    step_zst() { step_output zst; }
    peer_gz() { millis bash -c "pigz -6 -c '$work/disk.img' > '$work/peer.img.gz'"; }
    peer_zst() { millis zstd -q -f -3 -T0 "$work/disk.img" -o "$work/peer.img.zst"; }
    step_zst > "$work/output"   # makes the archive of classes
    : > "$work/times/output-start"
    row 'an image of 2 GB to .gz with a block map, the step' ratio:1.2 step_gz '`pigz -6`' peer_gz
    row 'an image of 2 GB to .zst with a block map, the step' ratio:1.2 step_zst '`zstd -3 -T0`' peer_zst
    row 'an image of 2 GB to .gz with a block map, the whole command' - ours_gz '`pigz -6`' peer_gz
    row 'an image of 2 GB to .zst with a block map, the whole command' - ours_zst '`zstd -3 -T0`' peer_zst
    note "- start of Java before such a step: $(median < "$work/times/output-start") ms"
    bmaptool copy "$work/ours.img.gz" "$work/copied.img" > "$work/output" 2>&1 || failed bmaptool
    cmp "$work/copied.img" "$work/disk.img"
    note "- full bytes of the image: $(($(stat -c %b "$work/disk.img") * 512)); as .gz $(stat -c %s "$work/ours.img.gz")" \
        "against $(stat -c %s "$work/peer.img.gz"), as .zst $(stat -c %s "$work/ours.img.zst") against" \
        "$(stat -c %s "$work/peer.img.zst")"
    rm -f "$work"/ours.img.* "$work"/peer.img.* "$work/copied.img"
}

# Memory of the whole process for an image of 20 GB, most of it a hole.
bench_memory() {
    prepare_output
    cp --sparse=always "$work/disk.img" "$work/large.img"
    truncate -s 20G "$work/large.img"
    local ending
    for ending in gz zst; do
        /usr/bin/time -q -f %M -o "$work/time" "$rootbuild" image compress "$work/large.img" "$work/large.img.$ending" \
            > "$work/output" 2>&1 || failed "$rootbuild image compress"
        note "- memory for an image of 20 GB to .$ending (at most 256 MB wanted): $(($(< "$work/time") / 1024)) MiB"
    done
    rm -f "$work"/large.img*
}
