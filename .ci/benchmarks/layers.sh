# What it costs to make a layer of what programs did. Sourced by ../benchmark.
names+=(layer)

# A pass that copies 20,000 files, with all that makes it a durable layer, against copying them.
bench_layer() {
    many_files "$work/files" 200
    tar -C "$work" -cf "$work/files.tar" files
    cat > "$work/layer.groovy" <<'GROOVY'
recipe 'layer'
def many = local('files.tar')
root('system', from: host()) {
    pass('from') { unpack many, into: '/opt' }
    pass('seen') { sh 'test -e /opt/files/0/1.c' }
    pass('to') { sh 'cp -a /opt/files /opt/copied' }
}
GROOVY
    ours_layer() { forget; sync -f "$work"; run_with_events "$work/layer.groovy"; of_node to; }
    peer_layer() { rm -rf "$work/copied"; sync -f "$work"; millis cp -a "$work/files" "$work/copied"; }
    row 'a layer of 20,000 files: a pass that copies them' more:2000 ours_layer '`cp -a`' peer_layer
    rm -rf "$work/files" "$work/copied" "$work/files.tar"
}
