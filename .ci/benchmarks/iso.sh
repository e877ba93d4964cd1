# Files out of an ISO, from the command line with all that starting costs: a Debian minbase, which is many small files,
# and a live system's shape, which is few large ones. Sourced by ../benchmark.
names+=(iso)

prepare_iso() {
    [[ ! -e $work/iso-many.iso ]] || return 0
    prepare_step iso iso/IsoBench.java
    need xorriso xorriso bsdtar libarchive-tools mmdebstrap mmdebstrap openssl openssl
    mkdir "$work/iso-base" "$work/iso-large"
    if [[ -n ${MINBASE:-} ]]; then
        tar -C "$work/iso-base" -xf "$MINBASE"
    else
        mmdebstrap --quiet --variant=minbase bookworm - | tar -C "$work/iso-base" -xf - >&2
    fi
    xorriso -as mkisofs -quiet -R -o "$work/iso-many.iso" "$work/iso-base" < /dev/null >&2
    for i in 1 2 3 4; do
        # Nothing that a filesystem could make holes of or compress.
        head -c 200000000 /dev/zero | openssl enc -aes-128-ctr -nosalt -k "$i" -pbkdf2 > "$work/iso-large/$i"
    done
    xorriso -as mkisofs -quiet -R -o "$work/iso-large.iso" "$work/iso-large" < /dev/null >&2
    rm -r "$work/iso-base" "$work/iso-large"
}

bench_iso() {
    prepare_iso
    local kind
    ours_iso() { rm -rf "$work/iso-out"; millis "$rootbuild" image extract "$work/iso-$kind.iso" 0 "$work/iso-out" --files; }
    step_iso() {
        rm -rf "$work/iso-out"
        run_step iso 256m "$work/iso-$kind.iso" "$work/iso-out"
        read -r step started < "$work/output"
        echo "$started" >> "$work/iso-started"
        echo "$step"
    }
    peer_iso_xorriso() {
        rm -rf "$work/iso-out"
        millis xorriso -osirrox on -indev "stdio:$work/iso-$kind.iso" -extract / "$work/iso-out"
    }
    peer_iso_bsdtar() {
        rm -rf "$work/iso-out"
        mkdir "$work/iso-out"
        millis bsdtar -xpf "$work/iso-$kind.iso" -C "$work/iso-out"
    }
    for kind in many large; do
        ours_iso > "$work/output"   # nothing is read from the disk that was not before
        row "ISO to folder, $kind files" ratio:1.0 ours_iso '`xorriso -osirrox`' peer_iso_xorriso
        row "ISO to folder, $kind files" ratio:1.0 ours_iso '`bsdtar`' peer_iso_bsdtar
        step_iso > "$work/output"   # makes the archive of classes
        row "the same, the step alone" ratio:1.0 step_iso '`xorriso -osirrox`' peer_iso_xorriso
    done
    note "ISO to folder: Java takes $(median < "$work/iso-started") ms to start, which the rows of the step leave out."
}
