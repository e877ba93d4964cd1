# What it costs to run one program in its root. Sourced by ../benchmark.
names+=(step retry)

bench_step() {
    cat > "$work/steps.groovy" <<'GROOVY'
recipe 'steps'
root('system', from: host()) { pass('steps') { (1..30).each { int i -> sh "true $i" } } }
GROOVY
    # Those of the middle: the first has what begins a pass, the last what ends it.
    ours_step() {
        forget
        run_with_events "$work/steps.groovy"
        sed -n 's/.*"event":"step-ended","node":"steps".*"millis":\([0-9]*\).*/\1/p' "$work/events" | sed '1d;$d' | median
    }
    peer_step() {
        local i start
        start=$(now)
        for ((i = 0; i < 100; i++)); do bash -c true; done
        echo $((($(now) - start) / 100000000))
    }
    row "a step \`sh 'true'\` in the middle of a pass" - ours_step '`bash -c true`' peer_step
}

# From the failure of a step that has written thousands of files to the first line of its next attempt.
bench_retry() {
    cat > "$work/retry.groovy" <<'GROOVY'
recipe 'retry'
root('system', from: host()) {
    pass('retry') {
        sh 'mkdir /opt/made; cd /opt/made; seq 5000 | xargs touch'
        sh 'echo here it begins; cd /opt/made; seq 5001 9000 | xargs touch; exit 1'
    }
}
GROOVY
    ours_retry() {
        forget
        rm -f "$work/events"
        "$rootbuild" run "$work/retry.groovy" --on-error retry:6 --events "$work/events" > "$work/output" 2>&1 || true
        # The attempts behind the first one; times of the events are UTC, of one day but for midnight.
        sed -n 's/.*"at":"[^T]*T\([0-9]*\):\([0-9]*\):\([0-9.]*\)Z","event":"\([a-z-]*\)".*/\1 \2 \3 \4 &/p' "$work/events" \
            | awk '{ at = ($1 * 60 + $2) * 60000 + $3 * 1000 }
                $4 == "node-failed" { failed = at }
                $4 == "logged" && /"line":"here it begins"/ && failed { printf "%d\n", at - failed + 0.5; failed = 0 }' \
            > "$work/retries"
        [[ $(wc -l < "$work/retries") == 6 ]] || failed 'six attempts'
        median < "$work/retries"
    }
    row "from a failed step to the first line of its next attempt" ms:100 ours_retry - -
}
