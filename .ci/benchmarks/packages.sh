# Real packages, built natively. Sourced by ../benchmark.
names+=(engine independent)

# One package after the other: what the engine itself costs. Many small programs, so the dearest kind of build.
read -ra engine_packages <<< "${ENGINE:-sed grep diffutils gzip}"
# The toolchain's small temporary tools.
read -ra tools <<< "${TOOLS:-m4 sed grep gzip diffutils findutils patch tar xz-utils gawk file}"

# Puts the upstream tarballs of Debian's source packages at $work/PACKAGE.tar.
fetch_sources() {
    local package found
    for package in "$@"; do
        [[ ! -e $work/$package.tar ]] || continue
        if [[ -z ${SOURCES:-} ]]; then download "$package"; fi
        found=$(find -L "${SOURCES:-$work/downloads}" -maxdepth 1 -name "${package}_*.orig.tar.*" ! -name '*.asc' | head -n 1)
        [[ -n $found ]] || fail "there is no tarball of $package in ${SOURCES:-$work/downloads}"
        ln -s "$(realpath "$found")" "$work/$package.tar"
    done
}

# An apt of our own that knows the sources of bookworm from wherever the host takes its packages; it checks signatures.
download() {
    local apt=$work/apt
    if [[ ! -d $apt ]]; then
        mkdir -p "$apt"/{lists/partial,cache/archives/partial,parts} "$work/downloads"
        apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT) $(SIGNED_BY)' 'Created-By: Packages' \
            | awk '$2 == "bookworm" { print "deb-src", $4 ~ /^\// ? "[signed-by=" $4 "]" : "", $1, $2, $3 }' \
            | sort -u > "$apt/parts/sources.list"
        printf 'Dir::Etc::SourceList "/dev/null";\nDir::Etc::SourceParts "%s/parts";\nDir::State::Lists "%s/lists";\n' \
            "$apt" "$apt" > "$apt/apt.conf"
        printf 'Dir::Cache "%s/cache";\nAPT::Sandbox::User "root";\n' "$apt" >> "$apt/apt.conf"
        APT_CONFIG=$apt/apt.conf apt-get -qq update
    fi
    (cd "$work/downloads" && APT_CONFIG=$apt/apt.conf apt-get -qq source --download-only --only-source "$1" >&2)
}

# What both sides run; DEST is where it is installed to.
CONFIGURE='FORCE_UNSAFE_CONFIGURE=1 ./configure --prefix=/usr --disable-nls'
INSTALL='make -j1 install DESTDIR="$DEST"'

package_pass() {   # package: as a pass of a recipe
    printf "    pass('%s') {\n        sources local('%s.tar')\n        sh '%s'\n" "$1" "$1" "$CONFIGURE"
    printf "        sh 'make'\n        sh '%s'\n    }\n" "$INSTALL"
}

bench_engine() {
    need /usr/bin/time time gcc gcc make make
    fetch_sources "${engine_packages[@]}"
    {
        printf "recipe 'engine'\nroot('system', from: host()) {\n    environment DEST: '/opt/dest', LC_ALL: 'POSIX'\n"
        for package in "${engine_packages[@]}"; do package_pass "$package"; done
        printf '}\n'
    } > "$work/engine.groovy"
    cat > "$work/engine.sh" <<'SH'
set -euo pipefail
step() {   # name command: once
    [[ ! -e $1.ok ]] || return 0
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=POSIX TZ=UTC TERM=dumb SOURCE_DATE_EPOCH=315532800 \
        MAKEFLAGS="-j$(nproc)" DEST="$PWD/dest" bash -euo pipefail -c "$2" < /dev/null > "$1.log" 2>&1
    touch "$1.ok"
}
for package in $PACKAGES; do
    step "$package.unpack" "mkdir $package; tar -xf ../$package.tar -C $package --strip-components=1 --no-same-owner"
    step "$package.configure" "cd $package; $CONFIGURE"
    step "$package.make" "cd $package; make"
    step "$package.install" "cd $package; $INSTALL"
    rm -rf "$package"
done
SH
    ours_engine() { forget; both_millis "$rootbuild" run "$work/engine.groovy"; }
    peer_engine() {
        rm -rf "$work/peer"
        mkdir "$work/peer"
        cd "$work/peer"
        PACKAGES="${engine_packages[*]}" CONFIGURE=$CONFIGURE INSTALL=$INSTALL both_millis bash "$work/engine.sh"
        cd "$top"
    }
    two_rows "${engine_packages[*]}, from tarball to installed" ratio:1.02 ours_engine 'one bash script with `.ok` stamps' peer_engine
}

bench_independent() {
    need /usr/bin/time time gcc gcc make make
    fetch_sources "${tools[@]}"
    local kind
    for kind in beside after; do
        {
            printf "recipe '%s'\nroot('system', from: host()) {\n    environment DEST: '/opt/dest', LC_ALL: 'POSIX'\n" $kind
            [[ $kind == after ]] || printf "    independent(after: 'system:base', lastWins: ['/share/info/dir']) {\n"
            for package in "${tools[@]}"; do package_pass "$package"; done
            [[ $kind == after ]] || printf '    }\n'
            printf '}\n'
        } > "$work/$kind.groovy"
    done
    ours_beside() { forget; millis "$rootbuild" run "$work/beside.groovy"; }
    ours_after() { forget; millis "$rootbuild" run "$work/after.groovy"; }
    ROUNDS=${ROUNDS:-1} row "${#tools[@]} temporary tools as independent passes" ratio:0.7 ours_beside \
        'the same passes one after the other, `make -j2`' ours_after
}
