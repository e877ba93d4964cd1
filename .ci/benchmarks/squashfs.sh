# A squashfs taken apart into a folder, against unsquashfs: many small files, and machine code. Sourced by ../benchmark.
names+=(squashfs)

prepare_squashfs() {
    need mksquashfs squashfs-tools unsquashfs squashfs-tools
    prepare_step squashfs squashfs/SquashfsBench.java
    mkdir -p "$work/squashfs"
}

squashfs_ours() {   # image
    rm -rf "$work/squashfs/ours"
    run_step squashfs 256m "$1" "$work/squashfs/ours"
    cut -d ' ' -f 2 "$work/output" >> "$work/squashfs-started"
    cut -d ' ' -f 1 "$work/output"
}

squashfs_peer() {   # image
    rm -rf "$work/squashfs/peer"
    millis unsquashfs -no-progress -quiet -d "$work/squashfs/peer" "$1"
}

bench_squashfs() {
    local compression image
    prepare_squashfs
    many_files "$work/squashfs/many" 200
    for compression in gzip xz zstd lz4; do
        image=$work/squashfs/bin.$compression
        mksquashfs /usr/bin "$image" -comp "$compression" -noappend -no-progress -quiet > "$work/output" 2>&1 \
            || failed mksquashfs
        ours_squashfs() { squashfs_ours "$image"; }
        peer_squashfs() { squashfs_peer "$image"; }
        ours_squashfs > "$work/output"   # makes the archive of classes
        row "files of a squashfs of /usr/bin ($compression)" ratio:1.0 ours_squashfs '`unsquashfs`' peer_squashfs
        diff -r --no-dereference "$work/squashfs/ours" "$work/squashfs/peer" > "$work/output" 2>&1 || failed diff
    done
    image=$work/squashfs/many.gzip
    mksquashfs "$work/squashfs/many" "$image" -noappend -no-progress -quiet > "$work/output" 2>&1 || failed mksquashfs
    row 'files of a squashfs of 20,000 small files (gzip)' ratio:1.0 ours_squashfs '`unsquashfs`' peer_squashfs
    diff -r --no-dereference "$work/squashfs/ours" "$work/squashfs/peer" > "$work/output" 2>&1 || failed diff
    rm -rf "$work/squashfs"
    note "squashfs: Java takes $(median < "$work/squashfs-started") ms to start, which these rows leave out."
}
