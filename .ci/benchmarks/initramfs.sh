# An initramfs taken apart and packed again, against cpio and gzip. Sourced by ../benchmark.
names+=(remaster-initramfs)

# Some 60 MB of what a Debian installer has: kernel modules, programs, libraries, texts.
prepare_remaster_initramfs() {
    [[ ! -e $work/old.gz ]] || return 0
    need cpio cpio gzip gzip
    local real=/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/initrd.gz
    [[ -e $real ]] || fail "$real is missing: apt-get install debian-installer-12-netboot-amd64"
    mkdir "$work/real" "$work/changed"
    (cd "$work/real" && zcat "$real" | cpio -idm --quiet)
    find "$work/real/lib/modules" -name '*.ko' | sort | awk 'NR % 2' | xargs rm -f
    (cd "$work/real" && find . | cpio -o -H newc --quiet | gzip -9n > "$work/old.gz")
    echo 'changed' > "$work/motd"
    cat > "$work/edit.groovy" <<'GROOVY'
recipe 'edit'
def old = local('old.gz')
artifact('edited.gz') { initramfs(old) { copy local('motd'), '/etc/motd' } }
GROOVY
    cat > "$work/apart.groovy" <<'GROOVY'
recipe 'apart'
def old = local('old.gz')
root('system') { pass('apart') { unpack old; copy local('motd'), '/etc/motd' } }
artifact('again.gz') { initramfs root('system'), like: old }
artifact('anew.gz') { initramfs root('system'), compress: 'gzip', level: 9 }
GROOVY
}

bench_remaster-initramfs() {
    prepare_remaster_initramfs
    peer_again() {
        rm -rf "$work/opened"; mkdir "$work/opened"
        millis bash -c "cd '$work/opened' && zcat '$work/old.gz' | cpio -idm --quiet && cp '$work/motd' etc/motd \
            && find . | cpio -o -H newc --quiet | gzip -9 > '$work/peer.gz'"
    }
    ours_edit() { forget; run_with_events "$work/edit.groovy"; of_node edited.gz; }
    ours_like() {
        forget; run_with_events "$work/apart.groovy" again.gz
        echo $(($(of_node apart) + $(of_node again.gz)))
    }
    ours_anew() {
        forget; run_with_events "$work/apart.groovy" anew.gz
        echo $(($(of_node apart) + $(of_node anew.gz)))
    }
    local size
    size=$(($(zcat "$work/old.gz" | wc -c) / 1000000))
    row "an initramfs of $size MB, one file changed: \`initramfs(old) { … }\`" ratio:0.6 ours_edit \
        '`zcat \| cpio -i`, `find \| cpio -o \| gzip -9`' peer_again
    note "- bytes of it: $(stat -c %s "$work/out/edited.gz"), of the peer's: $(stat -c %s "$work/peer.gz")"
    row 'the same by way of a root: `unpack`, `initramfs root, like:`' ratio:0.6 ours_like 'as above' peer_again
    note "- bytes of it: $(stat -c %s "$work/out/again.gz"), of the peer's: $(stat -c %s "$work/peer.gz")"
    row 'the same, compressed as a whole: `level: 9`' ratio:0.6 ours_anew 'as above' peer_again
    note "- bytes of it: $(stat -c %s "$work/out/anew.gz"), of the peer's: $(stat -c %s "$work/peer.gz")"
}
