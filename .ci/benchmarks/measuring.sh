# What all benchmarks measure with. Sourced by ../benchmark.

now() { date +%s%N; }

fail() { printf 'benchmark: %s\n' "$*" >&2; exit 3; }

need() {   # tool package…: pairs
    while (( $# )); do
        command -v "$1" > /dev/null || fail "$1 is missing: apt-get install $2"
        shift 2
    done
}

failed() { tail -n 20 "$work/output" >&2; fail "failed: $*"; }

# Milliseconds that a command takes; its output goes to a file.
millis() {
    local start end
    start=$(now)
    "$@" > "$work/output" 2>&1 || failed "$@"
    end=$(now)
    echo $(((end - start) / 1000000))
}

# Milliseconds on the clock and of all processors (user and system, with everything that it started) of a command.
both_millis() {
    /usr/bin/time -q -f '%e %U %S' -o "$work/time" "$@" > "$work/output" 2>&1 || failed "$@"
    awk '{ printf "%d %d\n", $1 * 1000, ($2 + $3) * 1000 }' "$work/time"
}

# Runs a build and leaves its events in $work/events.
run_with_events() {
    rm -f "$work/events"
    "$rootbuild" run "$@" --events "$work/events" > "$work/output" 2>&1 || failed "$rootbuild run $*"
}

# Milliseconds of one node of the last build, without the start of Java, as the build's own events say.
of_node() {
    sed -n 's/.*"event":"node-ended","node":"'"$1"'".*"state":"done","millis":\([0-9]*\).*/\1/p' "$work/events" \
        | tail -n 1
}

# Forgets what was built, but not what was downloaded or compiled.
forget() { rm -rf "$work/store/results" "$work/store/views" "$work/store/work" "$work/.rootbuild" "$work/out"; }

# prepare_step NAME SOURCE: makes a JVM ready in which a step is measured alone, as 'run_step NAME MEMORY WORD…' starts
# it: with the options that the launcher gives a build, and with an archive of classes, which the first run makes.
prepare_step() {
    local launch=$top/shell/target/launch
    need javac openjdk-17-jdk-headless jar openjdk-17-jdk-headless
    "$top/rootbuild" --version > /dev/null
    mkdir -p "$work/steps/$1"
    step_jars=$(printf "%s:" "$launch/$(< "$launch/current")"/*.jar)
    javac -proc:none -d "$work/steps/$1" -cp "$step_jars" "$top/stdlib/src/test/java/org/rootbuild/$2"
    jar --create --file "$work/steps/$1.jar" -C "$work/steps/$1" .
}

run_step() {
    local archive=$work/steps/$1.jsa classes=-XX:SharedArchiveFile name
    [[ -e $archive ]] || classes=-XX:ArchiveClassesAtExit
    name=$(cd "$work/steps/$1" && find org -name '*Bench.class')
    name=${name%.class}
    java "-Xmx$2" -Xmn24m -XX:+UseSerialGC -XX:-UsePerfData -XX:Tier4InvocationThreshold=50000 \
        -XX:Tier4MinInvocationThreshold=20000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000 \
        -XX:-C1ProfileCalls -XX:-C1ProfileVirtualCalls -XX:-C1ProfileInlinedCalls -XX:-C1ProfileBranches \
        -XX:-C1ProfileCheckcasts -Xlog:disable "$classes=$archive" -cp "$work/steps/$1.jar:$step_jars" "${name//\//.}" "${@:3}" \
        > "$work/output" 2>&1 || failed "$name"
}

median() { sort -n | awk '{ a[NR] = $1 } END { print NR % 2 ? a[(NR + 1) / 2] : int((a[NR / 2] + a[NR / 2 + 1]) / 2) }'; }

# ---- the table

notes=()
note() { notes+=("$*"); }
print_notes() { (( ${#notes[@]} == 0 )) || printf '\n%s\n' "${notes[@]}"; }

begin_table() {
    echo '| work | wanted | rootbuild | against | takes | ratio | kept |'
    echo '|---|---|---|---|---|---|---|'
}

# wanted LIMIT: a limit as the table shows it. `ms:N` milliseconds; `ratio:N` times the peer; `more:N` milliseconds more
# than the peer; `-` none.
wanted() {
    case $1 in
        ms:*)    echo "≤ ${1#*:} ms" ;;
        ratio:*) echo "≤ ${1#*:}" ;;
        more:*)  echo "≤ peer + ${1#*:} ms" ;;
        *)       echo - ;;
    esac
}

kept() {   # limit ours theirs
    awk -v limit="$1" -v a="$2" -v b="$3" 'BEGIN {
        split(limit, part, ":")
        if (part[1] == "-") print "-"
        else if (part[1] == "ms" && a <= part[2] || part[1] == "ratio" && a <= part[2] * b \
            || part[1] == "more" && a <= b + part[2]) print "yes"
        else print "no" }'
}

print_row() {   # what limit ours peer-name theirs; theirs is - where there is no peer
    local ratio=- theirs=- round=
    (( ${rounds:-5} == 1 )) && round=' (one round)'
    [[ $5 == - ]] || { ratio=$(awk -v a="$3" -v b="$5" 'BEGIN { printf "%.2f", a / b }'); theirs="$5 ms"; }
    printf '| %s%s | %s | %s ms | %s | %s | %s | %s |\n' "$1" "$round" "$(wanted "$2")" "$3" "$4" "$theirs" "$ratio" \
        "$(kept "$2" "$3" "${5/#-/0}")"
}

# row WHAT LIMIT OURS PEER-NAME PEER: both are functions that print milliseconds.
row() {
    local rounds=${ROUNDS:-5} i
    : > "$work/times/ours"; : > "$work/times/peer"
    for ((i = 0; i < rounds; i++)); do
        "$3" >> "$work/times/ours"
        [[ $5 == - ]] || "$5" >> "$work/times/peer"
    done
    print_row "$1" "$2" "$(median < "$work/times/ours")" "$4" "$(if [[ $5 == - ]]; then echo -; else median < "$work/times/peer"; fi)"
}

# two_rows WHAT LIMIT OURS PEER-NAME PEER: both print milliseconds on the clock and of the processors.
two_rows() {
    local rounds=${ROUNDS:-1} i
    : > "$work/times/ours"; : > "$work/times/peer"
    for ((i = 0; i < rounds; i++)); do
        "$3" >> "$work/times/ours"
        "$5" >> "$work/times/peer"
    done
    print_row "$1, on the clock" "$2" "$(cut -d ' ' -f 1 "$work/times/ours" | median)" "$4" \
        "$(cut -d ' ' -f 1 "$work/times/peer" | median)"
    print_row "$1, of the processors" "$2" "$(cut -d ' ' -f 2 "$work/times/ours" | median)" "$4" \
        "$(cut -d ' ' -f 2 "$work/times/peer" | median)"
}
