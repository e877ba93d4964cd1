# How long one waits for an answer, and what quick passes cost. Sourced by ../benchmark.
names+=(start thousand null memory)

prepare_starting() {
    [[ ! -e $work/thirty.groovy ]] || return 0
    local i
    {
        printf "recipe 'thirty'\nroot('system') {\n"
        for ((i = 1; i <= 30; i++)); do
            printf "    pass('pass-%d') {\n        write '/etc/file-%d', 'text %d\\\\n'\n" $i $i $i
            printf "        chmod 0600, '/etc/file-%d'\n    }\n" $i
        done
        printf '}\n'
    } > "$work/thirty.groovy"
    cat > "$work/thousand.groovy" <<'GROOVY'
recipe 'thousand'
root('system') {
    (1..1000).each { int i ->
        pass("pass-$i") { write "/etc/file-$i", "text $i\n" }
    }
}
GROOVY
    sed 's/^/println "/; s/$/"/' <(seq 1 120) > "$work/plain.groovy"
    "$rootbuild" check "$work/thirty.groovy" > /dev/null 2>&1
    "$rootbuild" plan "$work/thousand.groovy" > /dev/null 2>&1
}

bench_start() {
    need jshell openjdk-17-jdk-headless
    prepare_starting
    groovy_jar=$(printf '%s\n' "$top"/shell/target/launch/*/groovy-5*.jar | tail -n 1)
    ours_help() { millis "$rootbuild" --help; }
    ours_check() { millis "$rootbuild" check "$work/thirty.groovy"; }
    ours_plan() { millis "$rootbuild" plan "$work/thousand.groovy"; }
    peer_jshell() { millis bash -c 'echo /exit | jshell -'; }
    peer_groovy() { millis java -cp "$groovy_jar" groovy.ui.GroovyMain "$work/plain.groovy"; }
    row '`--help`' ms:150 ours_help '`jshell`, started and left' peer_jshell
    row '`check`, 30 passes, unchanged' ms:250 ours_check '`groovy` on a script of 120 lines' peer_groovy
    row '`plan`, 1,000 passes' ms:600 ours_plan '`jshell`, started and left' peer_jshell
}

bench_thousand() {
    prepare_starting
    ours_thousand() { forget; millis "$rootbuild" run "$work/thousand.groovy"; }
    ours_thousand_again() { millis "$rootbuild" run "$work/thousand.groovy"; }
    row '`run`, 1,000 passes of one small file, durable' ms:5000 ours_thousand - -
    row '`run` again, all 1,000 reused' ms:800 ours_thousand_again - -
}

# The toolchain with nothing to do: the real one where it was built, else its shape with commands that do nothing.
bench_null() {
    local store=$work/store
    null_recipe=$work/shape.groovy null_name='a recipe of the shape of the toolchain'
    if [[ -n ${TOOLCHAIN:-} ]]; then
        null_recipe=$TOOLCHAIN/toolchain.groovy null_name='the toolchain' store=$TOOLCHAIN/store
        ROOTBUILD_STORE=$store "$rootbuild" plan --json "$null_recipe" > "$work/output" 2> "$work/errors" \
            || failed "$null_recipe"
        grep -q '"toRun":0,' "$work/output" || fail "$null_recipe is not built to its end"
    else
        shape > "$null_recipe"
        run_with_events "$null_recipe"
    fi
    ours_null() { ROOTBUILD_STORE=$1 millis "$rootbuild" run "$null_recipe"; }
    ours_null_here() { ours_null "$store"; }
    row "\`run\` again of $null_name, nothing to do" ms:1000 ours_null_here - -
}

shape() {
    local pass
    printf "recipe 'shape'\nroot('lfs', from: host()) {\n    environment PATH: '/tools/bin:/usr/bin:/bin'\n"
    for pass in layout binutils:1 gcc:1 linux:headers glibc:1 libstdcxx:1; do shape_pass $pass; done
    printf "    independent(after: 'libstdcxx:1') {\n"
    for pass in m4 ncurses bash coreutils diffutils file findutils gawk grep gzip make patch sed tar xz; do
        shape_pass $pass:1
    done
    printf '    }\n'
    for pass in binutils:2 gcc:2; do shape_pass $pass; done
    printf "}\nroot('system', from: 'lfs', chroot: '/mnt/lfs') {\n"
    for pass in base gettext:1 bison:1 perl:1 python:1 texinfo:1 util-linux:1 man-pages:1 zlib:1 bzip2:1 xz:2 file:2; do
        # What runs in there would need a system in it.
        printf "    pass('%s') { write '/usr/share/%s', 'text' }\n" $pass $pass
    done
    printf '}\n'
}

shape_pass() {
    printf "    pass('%s') {\n        sh 'echo configure %s'\n        sh 'echo make'\n" "$1" "$1"
    printf "        sh 'mkdir -p /mnt/lfs/usr/share; echo %s > /mnt/lfs/usr/share/%s'\n    }\n" "$1" "$1"
}

bench_memory() {
    need /usr/bin/time time
    prepare_starting
    prepare_archives
    local job
    for job in check:thirty plan:thousand run:thousand run:pack run:open; do
        forget
        /usr/bin/time -f %M -o "$work/memory" "$rootbuild" "${job%%:*}" "$work/${job##*:}.groovy" > "$work/output" 2>&1 \
            || failed "$job"
        note "- peak memory of \`${job%%:*}\` of ${job##*:} (resident): $(($(tail -n 1 "$work/memory") / 1024)) MiB"
    done
}
