# Archives and images against the tools that make and unpack them. Sourced by ../benchmark.
names+=(initramfs unpack sources)

prepare_archives() {
    [[ ! -e $work/minbase.tar ]] || return 0
    need mmdebstrap mmdebstrap cpio cpio xz xz-utils
    mmdebstrap --quiet --variant=minbase bookworm "$work/minbase.tar" >&2
    mkdir "$work/minbase"
    tar -C "$work/minbase" -xf "$work/minbase.tar"
    tar -C "$work/minbase" --sort=name -cf "$work/part.tar" usr/lib/x86_64-linux-gnu usr/share
    xz -6 -T2 -k "$work/part.tar"
    cat > "$work/pack.groovy" <<'GROOVY'
recipe 'pack'
def base = local('minbase.tar')
root('system') { pass('unpack') { unpack base } }
artifact('initramfs.cpio.gz') { initramfs root('system'), compress: 'gzip', level: 6 }
GROOVY
    cat > "$work/open.groovy" <<'GROOVY'
recipe 'open'
def part = local('part.tar.xz')
root('system') { pass('unpack') { unpack part } }
GROOVY
}

bench_initramfs() {
    prepare_archives
    ours_pack() { forget; run_with_events "$work/pack.groovy"; of_node initramfs.cpio.gz; }
    peer_pack() { millis bash -c "cd '$work/minbase' && find . | cpio --quiet -o -H newc | gzip -6 >'$work/peer.cpio.gz'"; }
    row 'initramfs of a Debian minbase, the step' ratio:0.6 ours_pack '`find \| cpio -o -H newc \| gzip -6`' peer_pack
    note "- bytes of the initramfs: $(stat -c %s "$work/out/initramfs.cpio.gz"), of the peer's:" \
        "$(stat -c %s "$work/peer.cpio.gz")"
}

bench_unpack() {
    prepare_archives
    ours_open() { forget; run_with_events "$work/open.groovy"; of_node unpack; }
    peer_open() { rm -rf "$work/opened"; mkdir "$work/opened"; millis tar -C "$work/opened" -xf "$work/part.tar.xz"; }
    row "unpacking a .tar.xz of $(($(stat -c %s "$work/part.tar.xz") / 1000000)) MB, the step" ratio:1.5 ours_open \
        '`tar xf`' peer_open
}

# Makes FOLDERS * 100 files of some kilobytes below a folder.
many_files() {   # folder folders
    local folder
    mkdir -p "$1"
    for ((folder = 0; folder < $2; folder++)); do mkdir "$1/$folder"; done
    awk -v top="$1" -v folders="$2" 'BEGIN {
        for (i = 0; i < folders; i++) for (j = 0; j < 100; j++) {
            file = top "/" i "/" j ".c"
            for (k = 0; k < (i * 7 + j * 13) % 97; k++) print "int f" i "_" j "_" k "(void) { return " k "; }" > file
            print "" > file
            close(file)
        } }'
}

# `sources` of what has as many files as gcc, until a program sees them.
bench_sources() {
    many_files "$work/large/large-1" 1000
    tar -C "$work/large" -cf "$work/large.tar" large-1
    rm -rf "$work/large"
    cat > "$work/large.groovy" <<'GROOVY'
recipe 'large'
def large = local('large.tar')
root('system', from: host()) { pass('large') { sources large; sh 'test -e 999/99.c' } }
GROOVY
    ours_sources() { forget; run_with_events "$work/large.groovy"; of_node large; }
    peer_sources() { rm -rf "$work/opened"; mkdir "$work/opened"; millis tar -C "$work/opened" -xf "$work/large.tar"; }
    row '`sources` of a tarball of 100,000 files until a program sees them, the pass' - ours_sources '`tar xf`' \
        peer_sources
    rm -rf "$work/large.tar" "$work/opened"
}
