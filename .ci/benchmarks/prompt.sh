# The interactive shell, from its start to when a person can type and has a first answer. Sourced by ../benchmark.
names+=(prompt)

bench_prompt() {
    need jshell openjdk-17-jdk-headless python3 python3 mvn maven
    prepare_starting
    prepare_groovysh
    local until="$top/.ci/benchmarks/until.py" expression='6*7+1000'
    # In a folder of its own, for what is begun there is kept.
    ours_prompt() { mkdir -p "$work/empty"; (cd "$work/empty" && python3 "$until" '> $' "$rootbuild" shell); }
    ours_expression() { python3 "$until" '> $' --type "$expression" --see '1042' "$rootbuild" shell "$work/thirty.groovy"; }
    jshell_prompt() { python3 "$until" 'jshell> $' jshell; }
    jshell_expression() { python3 "$until" 'jshell> $' --type "$expression" --see '==> 1042' jshell; }
    groovysh_expression() {
        python3 "$until" 'groovy> $' --type "$expression" --see '\n1042' \
            java -cp "$work/groovysh/*" org.apache.groovy.groovysh.Main
    }
    ours_look() {
        python3 "$until" '> $' --type 'explain pass-1' --see 'made[^>]*> $' --type 'explain pass-500' --see 'made[^>]*> $' --last \
            "$rootbuild" shell "$work/thousand.groovy"
    }
    ours_completion() {
        python3 "$until" '> $' --keys 'explain pass-10' --see 'pass-10$' --keys $'\t' --see 'pass-1000' --last \
            "$rootbuild" shell "$work/thousand.groovy"
    }
    ours_prompt > "$work/output"
    row 'to the prompt' ratio:0.3 ours_prompt '`jshell`' jshell_prompt
    row 'to the first answer, 30 passes loaded' ratio:0.4 ours_expression '`jshell`, nothing loaded' jshell_expression
    row 'to the first answer, 30 passes loaded' ratio:0.35 ours_expression '`groovysh`, nothing loaded' groovysh_expression
    row '`explain` of a pass among 1,000, to the next prompt' ms:100 ours_look - -
    row 'Tab behind `explain pass-10`, 1,000 passes' ms:50 ours_completion - -
    note "- the shell at its prompt, of the processors in 10 s: $(python3 "$until" --idle 10 '> $' "$rootbuild" shell \
        "$work/thousand.groovy") ms"
}

# The newest whose jars are all to be had.
prepare_groovysh() {
    [[ ! -d $work/groovysh ]] || return 0
    cat > "$work/groovysh.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>benchmark</groupId><artifactId>groovysh</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.groovy</groupId><artifactId>groovy-groovysh</artifactId><version>5.0.7</version></dependency>
  </dependencies>
</project>
XML
    mvn -q -B -f "$work/groovysh.xml" dependency:copy-dependencies -DoutputDirectory="$work/groovysh" > "$work/output" 2>&1 \
        || failed 'fetching groovysh'
}
