# ISOs written, with Rock Ridge and Joliet, against xorriso and genisoimage: of many small files, and of few large ones; then
# a changed copy of an ISO against xorriso's. Sourced by ../benchmark.
names+=(isowrite)

prepare_isowrite() {
    need xorriso xorriso genisoimage genisoimage openssl openssl
    prepare_step isowrite iso/IsoWriteBench.java
    mkdir -p "$work/isowrite/large" "$work/isowrite/copy"
    many_files "$work/isowrite/many" 200
    for i in 1 2 3 4; do
        head -c 200000000 /dev/zero | openssl enc -aes-128-ctr -nosalt -k "$i" -pbkdf2 > "$work/isowrite/large/$i"
    done
    cat > "$work/isowrite/copy/copy.groovy" <<'RECIPE'
recipe 'copy'
artifact('new.iso') { iso(local('../old.iso')) { write '/word', param('word', 'a', 'what is changed') } }
RECIPE
}

isowrite_same() {   # each ISO holds what the folder does
    for iso in ours.iso peer.iso; do
        rm -rf "$work/isowrite/out"
        xorriso -osirrox on -indev "$work/isowrite/$iso" -extract / "$work/isowrite/out" > "$work/output" 2>&1 \
            || failed xorriso
        diff -r "$work/isowrite/$1" "$work/isowrite/out" > "$work/output" 2>&1 || failed diff
    done
    chmod -R u+w "$work/isowrite/out"
    rm -rf "$work/isowrite/out"
}

bench_isowrite() {
    local shape word=0
    prepare_isowrite
    isowrite_ours() {
        rm -f "$work/isowrite/ours.iso"
        run_step isowrite 256m "$work/isowrite/$shape" "$work/isowrite/ours.iso"
        cat "$work/output" >> "$work/isowrite/times"
        cut -d ' ' -f 1 "$work/output"
    }
    isowrite_peer() {
        rm -f "$work/isowrite/peer.iso"
        millis "$@" -quiet -R -J -joliet-long -iso-level 3 -o "$work/isowrite/peer.iso" "$work/isowrite/$shape"
    }
    isowrite_xorriso() { isowrite_peer xorriso -as mkisofs; }
    isowrite_genisoimage() { isowrite_peer genisoimage; }
    for shape in many large; do
        isowrite_ours > "$work/output"   # makes the archive of classes, and nothing is read that was not before
        : > "$work/isowrite/times"
        row "ISO of $shape files, the step" ratio:1.0 isowrite_ours '`xorriso -as mkisofs`' isowrite_xorriso
        row "ISO of $shape files, the step" ratio:1.0 isowrite_ours '`genisoimage`' isowrite_genisoimage
        isowrite_same "$shape"
        note "Java started in $(cut -d ' ' -f 2 "$work/isowrite/times" | median) ms before the step (ISO of $shape files)."
    done
    mv "$work/isowrite/peer.iso" "$work/isowrite/old.iso"
    isowrite_run() {
        word=$((word + 1))
        run_with_events "$work/isowrite/copy" -P "word=$word-$RANDOM"
    }
    isowrite_copy() { isowrite_run; of_node new.iso; }
    isowrite_copy_whole() { millis isowrite_run; }
    isowrite_copy_peer() {
        rm -f "$work/isowrite/new.iso"
        echo "$RANDOM" > "$work/isowrite/word"
        millis xorriso -indev "$work/isowrite/old.iso" -outdev "$work/isowrite/new.iso" -boot_image any replay \
            -map "$work/isowrite/word" /word
    }
    row 'changed copy of an ISO of 800 MB, the step' ratio:1.0 isowrite_copy '`xorriso -indev … -outdev …`' isowrite_copy_peer
    row 'changed copy of an ISO of 800 MB, the command' - isowrite_copy_whole '`xorriso -indev … -outdev …`' isowrite_copy_peer
    rm -rf "$work/isowrite"
}
