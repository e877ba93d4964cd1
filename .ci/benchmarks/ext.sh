# An ext4 of a folder, without a disk around it: a Debian minbase, and 100,000 small files. Sourced by ../benchmark. The
# peer that mounts needs root and a loop device; both are left out of the table where this user may not.
names+=(ext)

ext_bytes=$((1 << 30))

prepare_ext() {
    [[ ! -e $work/ext-base ]] || return 0
    need mke2fs e2fsprogs e2fsck e2fsprogs awk mawk mmdebstrap mmdebstrap
    prepare_step ext ext/ExtBench.java
    if [[ -n ${MINBASE:-} ]]; then
        ln -s "$(realpath "$MINBASE")" "$work/ext-base.tar"
    elif [[ -e $work/minbase.tar ]]; then
        ln "$work/minbase.tar" "$work/ext-base.tar"
    else
        mmdebstrap --quiet --variant=minbase bookworm "$work/ext-base.tar" >&2
    fi
    mkdir "$work/ext-base"
    tar -C "$work/ext-base" -xf "$work/ext-base.tar"
}

ext_of() {   # folder
    rm -f "$work/ext.img"
    run_step ext 256m "$1" "$work/ext.img" "$ext_bytes"
    cut -d ' ' -f 2 "$work/output" >> "$work/times/ext-start"
    cut -d ' ' -f 1 "$work/output"
}

ext_peer() {   # folder option…
    rm -f "$work/ext-peer.img"
    truncate -s "$ext_bytes" "$work/ext-peer.img"
    millis mke2fs -q -t ext4 -b 4096 "${@:2}" -d "$1" "$work/ext-peer.img"
}

# Makes the filesystem, mounts it, unpacks into it and unmounts, so that all of it is in the file.
ext_mounted() {   # tarball
    rm -f "$work/ext-peer.img"
    truncate -s "$ext_bytes" "$work/ext-peer.img"
    mkdir -p "$work/ext-mount"
    # shellcheck disable=SC2016
    millis bash -euc 'mke2fs -q -t ext4 -b 4096 "$1"; mount -o loop "$1" "$2"; trap "umount \"$2\"" EXIT
        tar -C "$2" -xf "$3"' - "$work/ext-peer.img" "$work/ext-mount" "$1"
}

bench_ext() {
    prepare_ext
    many_files "$work/ext-many" 1000
    ours_ext() { ext_of "$work/ext-base"; }
    peer_ext() { ext_peer "$work/ext-base"; }
    peer_ext_mounted() { ext_mounted "$work/ext-base.tar"; }
    peer_ext_cp() { rm -rf "$work/ext-copy"; millis cp -a "$work/ext-base" "$work/ext-copy"; }
    ours_ext_many() { ext_of "$work/ext-many"; }
    peer_ext_many() { ext_peer "$work/ext-many" -N 120000; }
    peer_ext_many_cp() { rm -rf "$work/ext-copy"; millis cp -a "$work/ext-many" "$work/ext-copy"; }
    ours_ext > "$work/output"   # makes the archive of classes
    : > "$work/times/ext-start"
    local what='ext4 of a Debian minbase, the step'
    row "$what" ratio:1.0 ours_ext '`mke2fs -d`' peer_ext
    if (( EUID == 0 )) && losetup -f > /dev/null 2>&1; then
        row "$what" ratio:0.4 ours_ext '`mke2fs`, loop, mount, `tar x`, umount' peer_ext_mounted
    else
        note '- ext4 against loop and mount was not measured: that needs root and a loop device'
    fi
    row "$what" - ours_ext '`cp -a`' peer_ext_cp
    e2fsck -fn "$work/ext.img" > "$work/output" 2>&1 || failed e2fsck
    row 'ext4 of 100,000 small files, the step' ratio:0.5 ours_ext_many '`mke2fs -d`' peer_ext_many
    row 'ext4 of 100,000 small files, the step' - ours_ext_many '`cp -a`' peer_ext_many_cp
    e2fsck -fn "$work/ext.img" > "$work/output" 2>&1 || failed e2fsck
    note "- start of Java before an ext4: $(median < "$work/times/ext-start") ms"
    rm -rf "$work/ext.img" "$work/ext-peer.img" "$work/ext-copy" "$work/ext-many"
}
