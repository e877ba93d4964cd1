#!/bin/bash
# The passes of toolchain.groovy as one plain bash script with `.ok` stamps: what the recipe is measured against, and a
# way to try a command without the engine. See README.md beside it.
#
#   sudo ./peer.sh                  build everything; run it again to go on where it stopped
#   sudo UNTIL=glibc:1 ./peer.sh    stop after that pass
#   ./peer.sh --list                the passes in order
#
#   WORK     where everything is kept       (default ./toolchain-work; a folder of at least 12 GB)
#   LFS_TGT  the triplet of the new system  (default x86_64-lfs-linux-gnu)
#   JOBS     jobs of make                   (default: the number of processors)
#   UNTIL    the last pass to build         (default: all)
#   SUITE    whose sources are taken        (default bookworm)
set -euo pipefail
umask 022

WORK=$(realpath -m "${WORK:-toolchain-work}")
LFS_TGT=${LFS_TGT:-x86_64-lfs-linux-gnu}
JOBS=${JOBS:-$(nproc)}
UNTIL=${UNTIL:-}
SUITE=${SUITE:-bookworm}
LFS=/mnt/lfs      # as the steps see $WORK/lfs
BUILD=/mnt/build  # as the steps see $WORK/build
LOADER=/lib64/ld-linux-x86-64.so.2
GCC_VERSION=12.2.0

# ---------------------------------------------------------------------------------------------------- the passes
# One line a pass: name | where it runs | Debian source packages, the first at the top, others in a folder below it.
# `cross` runs on the host and installs into $LFS; `chroot` runs inside $LFS.
PASSES='
layout          cross   -
binutils:1      cross   binutils
gcc:1           cross   gcc-12 gmp=gmp mpfr=mpfr4 mpc=mpclib3
linux:headers   cross   linux
glibc:1         cross   glibc
libstdcxx:1     cross   gcc-12
m4:1            cross   m4
ncurses:1       cross   ncurses
bash:1          cross   bash
coreutils:1     cross   coreutils
diffutils:1     cross   diffutils
file:1          cross   file
findutils:1     cross   findutils
gawk:1          cross   gawk
grep:1          cross   grep
gzip:1          cross   gzip
make:1          cross   make-dfsg
patch:1         cross   patch
sed:1           cross   sed
tar:1           cross   tar
xz:1            cross   xz-utils
binutils:2      cross   binutils
gcc:2           cross   gcc-12 gmp=gmp mpfr=mpfr4 mpc=mpclib3
base            chroot  -
gettext:1       chroot  gettext
bison:1         chroot  bison
perl:1          chroot  perl
python:1        chroot  python3.11
texinfo:1       chroot  texinfo
util-linux:1    chroot  util-linux
man-pages:1     chroot  manpages
zlib:1          chroot  zlib
bzip2:1         chroot  bzip2
xz:2            chroot  xz-utils
file:2          chroot  file
'

# A pass has the functions NAME.configure, NAME.make, NAME.install, NAME.check (any may be missing, except that one
# of them must be there); each starts in the top folder of its sources. NAME.prepare mends sources after unpacking.

# `! grep` would never stop a script under `set -e`; a function that returns false does.
lacks() { ! grep "$@"; }

layout.install() {
    mkdir -p "$LFS"/{etc,var,tools,lib64,dev,proc,sys,run,mnt,usr/{bin,lib,sbin}}
    local folder
    for folder in bin lib sbin; do ln -sfn usr/$folder "$LFS/$folder"; done
}

binutils:1.configure() {
    mkdir -p build; cd build
    ../configure --prefix="$LFS/tools" --with-sysroot="$LFS" --target="$LFS_TGT" --disable-nls \
        --enable-gprofng=no --disable-werror
}
binutils:1.make() { make -C build MAKEINFO=true; }
binutils:1.install() { make -C build MAKEINFO=true install; }
binutils:1.check() {
    [[ $("$LFS_TGT-ld" --print-sysroot) == "$LFS" ]]
    "$LFS_TGT-as" --version | grep -F "$LFS_TGT"
}

# Libraries belong in lib, not lib64. Debian emptied gcc's manual, which its makefile would compare with the sources at
# `make install`, and took gmp's away.
gcc.prepare() {
    sed -i '/m64=/s/lib64/lib/' gcc/config/i386/t-linux64
    grep -F 'm64=../lib$(call' gcc/config/i386/t-linux64
    sed -i 's@doc/tm.texi: s-tm-texi; @doc/tm.texi: ; @' gcc/Makefile.in
    lacks -F 'doc/tm.texi: s-tm-texi;' gcc/Makefile.in
    mkdir -p gmp/doc
    printf 'all check install clean distclean:\n' > gmp/doc/Makefile.in
}

gcc:1.prepare() { gcc.prepare; }
gcc:1.configure() {
    mkdir -p build; cd build
    ../configure --target="$LFS_TGT" --prefix="$LFS/tools" --with-glibc-version=2.36 --with-sysroot="$LFS" \
        --with-newlib --without-headers --enable-default-pie --enable-default-ssp --disable-nls --disable-shared \
        --disable-multilib --disable-threads --disable-libatomic --disable-libgomp --disable-libquadmath \
        --disable-libssp --disable-libvtv --disable-libstdcxx --enable-languages=c,c++
}
gcc:1.make() { make -C build MAKEINFO=true; }
gcc:1.install() {
    make -C build MAKEINFO=true install
    # gcc was built before there were system headers, so its limits.h lacks the part that includes theirs.
    cat gcc/limitx.h gcc/glimits.h gcc/limity.h \
        > "$LFS/tools/lib/gcc/$LFS_TGT/$GCC_VERSION/include-fixed/limits.h"
}
gcc:1.check() {
    [[ $("$LFS_TGT-gcc" -dumpmachine) == "$LFS_TGT" ]]
    [[ $("$LFS_TGT-gcc" -print-sysroot) == "$LFS" ]]
    [[ $("$LFS_TGT-gcc" -print-prog-name=as) == "$LFS/tools/"* ]]
}

linux:headers.make() { make headers; }
linux:headers.install() {
    find usr/include -type f ! -name '*.h' -delete
    cp -r usr/include "$LFS/usr"
}
linux:headers.check() {
    [[ $(find "$LFS/usr/include" -name '*.h' | wc -l) -gt 900 ]]
    grep -q LINUX_VERSION_MAJOR "$LFS/usr/include/linux/version.h"
    echo '#include <linux/fs.h>' | "$LFS_TGT-gcc" -fsyntax-only -x c -
}

glibc:1.prepare() {
    sed -i 's/ wctype manual / wctype /' Makeconfig   # Debian's tarball has no manual
    lacks ' manual ' Makeconfig
}
glibc:1.configure() {
    mkdir -p build; cd build
    echo 'rootsbindir=/usr/sbin' > configparms
    ../configure --prefix=/usr --host="$LFS_TGT" --build="$(../scripts/config.guess)" --enable-kernel=4.19 \
        --with-headers="$LFS/usr/include" --disable-nscd libc_cv_slibdir=/usr/lib
}
glibc:1.make() { make -C build; }
glibc:1.install() {
    ln -sfn ../lib/ld-linux-x86-64.so.2 "$LFS/lib64/ld-linux-x86-64.so.2"
    ln -sfn ../lib/ld-linux-x86-64.so.2 "$LFS/lib64/ld-lsb-x86-64.so.3"
    make -C build DESTDIR="$LFS" install
    sed '/RTLDLIST=/s@/usr@@g' -i "$LFS/usr/bin/ldd"
}
# The new compiler must take everything from $LFS and nothing from the host, and what it makes must run there.
glibc:1.check() {
    echo '#include <limits.h>
        #include <stdio.h>
        int main(void) { char path[PATH_MAX]; snprintf(path, sizeof path, "ours"); puts(path); return 0; }' > t.c
    "$LFS_TGT-gcc" t.c -v -Wl,--verbose -o t &> t.log
    readelf -l t | grep -F "interpreter: $LOADER]"
    grep -E "^attempt to open $LFS/.*/S?crt1\.o succeeded" t.log
    grep -F " $LFS/usr/include" t.log
    grep -E "^found ld-linux-x86-64.so.2 at $LFS/(usr/)?lib/" t.log
    lacks -E '^attempt to open /(usr/)?lib.* succeeded' t.log
    mkdir -p "$LFS/tmp"; cp t "$LFS/tmp/t"
    [[ $(chroot "$LFS" /tmp/t) == ours ]]
    rm -r "$LFS/tmp"
}

libstdcxx:1.configure() {
    mkdir -p build; cd build
    ../libstdc++-v3/configure --host="$LFS_TGT" --build="$(../config.guess)" --prefix=/usr --disable-multilib \
        --disable-nls --disable-libstdcxx-pch \
        --with-gxx-include-dir="/tools/$LFS_TGT/include/c++/$GCC_VERSION"
}
libstdcxx:1.make() { make -C build; }
libstdcxx:1.install() {
    make -C build DESTDIR="$LFS" install
    rm "$LFS"/usr/lib/lib{stdc++{,fs},supc++}.la
}
libstdcxx:1.check() {
    echo '#include <iostream>
        int main() { try { throw 7; } catch (int n) { std::cout << "ours " << n << std::endl; } }' > t.cc
    "$LFS_TGT-g++" t.cc -o t
    readelf -l t | grep -F "interpreter: $LOADER]"
    readelf -d t | grep -F 'libstdc++.so.6'
}

# ------------------------------------------------------------------------------------------ the temporary tools
# ./configure for $LFS_TGT, make, make install, all in the top folder; FLAGS is the pass's line in this table.
declare -A CROSS_FLAGS=(
    [m4:1]=
    [bash:1]='--without-bash-malloc'
    [coreutils:1]='--enable-install-program=hostname --enable-no-install-program=kill,uptime'
    [diffutils:1]=
    [findutils:1]='--localstatedir=/var/lib/locate'
    [gawk:1]=
    [grep:1]=
    [gzip:1]=
    [make:1]='--without-guile'
    [patch:1]=
    [sed:1]=
    [tar:1]=
    [xz:1]='--disable-static --docdir=/usr/share/doc/xz'
)
cross.configure() {
    local guess=./config.guess
    for guess in ./build-aux/config.guess ./support/config.guess ./config.guess; do [[ ! -e $guess ]] || break; done
    # shellcheck disable=SC2086 -- words on purpose
    ./configure --prefix=/usr --host="$LFS_TGT" --build="$(sh "$guess")" $FLAGS
}
cross.make() { make MAKEINFO=true; }
cross.install() { make MAKEINFO=true DESTDIR="$LFS" install; }
# Each named program asks for our loader, has no library path of its own, and runs with nothing but $LFS around it.
ours() {
    local program
    for program in "$@"; do
        readelf -l "$LFS/usr/bin/$program" | grep -F "interpreter: $LOADER]"
        readelf -d "$LFS/usr/bin/$program" | lacks -E 'RPATH|RUNPATH'
        chroot "$LFS" "/usr/bin/$program" --version | sed -n 1p
    done
}

m4:1.check() { ours m4; [[ $(echo 'define(a,b)a' | chroot "$LFS" m4) == b ]]; }

ncurses:1.prepare() { sed -i s/mawk// configure; }
ncurses:1.configure() {
    mkdir -p build   # a `tic` for the host, of the same version
    (cd build && ../configure && make -C include && make -C progs tic)
    ./configure --prefix=/usr --host="$LFS_TGT" --build="$(./config.guess)" --mandir=/usr/share/man \
        --with-manpage-format=normal --with-shared --without-normal --with-cxx-shared --without-debug --without-ada \
        --disable-stripping --enable-widec
}
ncurses:1.make() { make; }
ncurses:1.install() {
    make DESTDIR="$LFS" TIC_PATH="$PWD/build/progs/tic" install
    echo 'INPUT(-lncursesw)' > "$LFS/usr/lib/libncurses.so"
}
ncurses:1.check() {
    readelf -l "$LFS/usr/bin/tput" | grep -F "interpreter: $LOADER]"
    [[ $(chroot "$LFS" tput -T linux colors) == 8 ]]
}

bash:1.install() { cross.install; ln -sf bash "$LFS/bin/sh"; }
bash:1.check() {
    ours bash
    [[ $(chroot "$LFS" /bin/sh -c 'a=(1 2 3); echo ${#a[@]}') == 3 ]]
}

coreutils:1.install() {
    cross.install
    mv "$LFS/usr/bin/chroot" "$LFS/usr/sbin"
}
coreutils:1.check() { ours cat ls sort; [[ $(printf 'b\na\n' | chroot "$LFS" sort | tr -d '\n') == ab ]]; }
diffutils:1.check() { ours diff cmp; }

file:1.configure() {
    mkdir -p build   # the magic is compiled by a `file` of the same version
    (cd build && ../configure --disable-bzlib --disable-libseccomp --disable-xzlib --disable-zlib && make)
    ./configure --prefix=/usr --host="$LFS_TGT" --build="$(./config.guess)" --disable-bzlib --disable-libseccomp \
        --disable-xzlib --disable-zlib
}
file:1.make() { make FILE_COMPILE="$PWD/build/src/file"; }
file:1.install() { cross.install; rm "$LFS/usr/lib/libmagic.la"; }
file:1.check() {
    ours file
    [[ $(chroot "$LFS" file -bL /usr/bin/file) == *'dynamically linked, interpreter '"$LOADER"* ]]
}

findutils:1.check() { ours find xargs; chroot "$LFS" find /usr/include -name limits.h | grep -x /usr/include/limits.h; }
gawk:1.prepare() { sed -i '/SUBDIRS =/s/ extras doc awklib / /' Makefile.in; }
gawk:1.check() { ours gawk; [[ $(chroot "$LFS" gawk 'BEGIN { print 6 * 7 }') == 42 ]]; }
grep:1.check() { ours grep; }
gzip:1.check() { ours gzip; [[ $(echo ours | chroot "$LFS" gzip | gzip -d) == ours ]]; }

# Debian's tarball of make has neither configure nor its page of documentation.
make:1.prepare() {
    sed -i 's@\(po/Makefile.in\) Makefile @\1 @' configure.ac
    mkdir -p doc; : > doc/make.1
    aclocal -I m4; autoheader; automake --add-missing --copy --force-missing; autoconf
}
make:1.check() {
    ours make
    mkdir "$LFS/tmp"
    echo '$(info ours)all: ;' > "$LFS/tmp/makefile"
    [[ $(chroot "$LFS" make -f /tmp/makefile) == ours* ]]
    rm -r "$LFS/tmp"
}
patch:1.check() { ours patch; }
sed:1.check() { ours sed; }
tar:1.check() { ours tar; chroot "$LFS" tar -cf - -C /usr/bin tar | tar -tf - | grep -x tar; }
xz:1.install() { cross.install; rm "$LFS/usr/lib/liblzma.la"; }
xz:1.check() { ours xz; [[ $(echo ours | chroot "$LFS" xz | xz -d) == ours ]]; }

# When libtool links again at `make install` it must not look in the host's folders.
binutils:2.prepare() {
    sed -i '/guess we.ll fake it/,/esac/s/add_dir="$add_dir -L/add_dir="-L/' ltmain.sh
    grep -F 'add_dir="-L$inst_prefix_dir$libdir"' ltmain.sh
}
binutils:2.configure() {
    mkdir -p build; cd build
    ../configure --prefix=/usr --build="$(../config.guess)" --host="$LFS_TGT" --disable-nls --enable-shared \
        --enable-gprofng=no --disable-werror --enable-64-bit-bfd
}
binutils:2.make() { make -C build MAKEINFO=true; }
binutils:2.install() {
    make -C build MAKEINFO=true DESTDIR="$LFS" install
    rm "$LFS"/usr/lib/lib{bfd,ctf,ctf-nobfd,opcodes}.{a,la}
}
binutils:2.check() { ours ld as readelf; }

gcc:2.prepare() {
    gcc.prepare
    sed '/thread_header =/s/@.*@/gthr-posix.h/' -i libgcc/Makefile.in libstdc++-v3/include/Makefile.in
}
gcc:2.configure() {
    mkdir -p build; cd build
    ../configure --build="$(../config.guess)" --host="$LFS_TGT" --target="$LFS_TGT" \
        LDFLAGS_FOR_TARGET="-L$PWD/$LFS_TGT/libgcc" --prefix=/usr --with-build-sysroot="$LFS" --enable-default-pie \
        --enable-default-ssp --disable-nls --disable-multilib --disable-libatomic --disable-libgomp \
        --disable-libquadmath --disable-libsanitizer --disable-libssp --disable-libvtv --enable-languages=c,c++
}
gcc:2.make() { make -C build MAKEINFO=true; }
gcc:2.install() { make -C build MAKEINFO=true DESTDIR="$LFS" install; ln -sf gcc "$LFS/usr/bin/cc"; }
gcc:2.check() { readelf -l "$LFS/usr/bin/gcc" | grep -F "interpreter: $LOADER]"; }

# ---------------------------------------------------------------------------------------------- inside the new root
base.install() {
    mkdir -p /{boot,home,opt,srv} /etc/{opt,sysconfig} /usr/{local,share,src}
    mkdir -p /var/{cache,lib,log,mail,spool}
    install -d -m 0750 /root
    install -d -m 1777 /tmp /var/tmp
    ln -sfn /run /var/run; ln -sfn /proc/self/mounts /etc/mtab
    printf '%s\n' 'root:x:0:0:root:/root:/bin/bash' 'nobody:x:65534:65534:Nobody:/:/usr/bin/false' > /etc/passwd
    printf '%s\n' root:x:0: bin:x:1: sys:x:2: tty:x:5: disk:x:8: utmp:x:13: users:x:999: nogroup:x:65534: > /etc/group
    printf '%s\n' '127.0.0.1 localhost' '::1 localhost' > /etc/hosts
}
base.check() {
    [[ $(id -un) == root ]]
    cd /tmp
    echo 'int main(void) { return 0; }' > t.c
    cc t.c -v -Wl,--verbose -o t &> t.log
    readelf -l t | grep -F "interpreter: $LOADER]"
    ./t
    grep -E '/usr/lib/.*S?crt1\.o succeeded' t.log
    grep -v '^Configured with:' t.log | lacks -F "$LFS"
    printf '%s\n' '#include <vector>' 'int main() { std::vector<int> v{1}; return v[0] - 1; }' > t.cc
    c++ t.cc -o t
    ./t
    rm t t.c t.cc t.log
}

gettext:1.configure() { ./configure --disable-shared; }
gettext:1.make() { make MAKEINFO=true; }
gettext:1.install() { cp gettext-tools/src/{msgfmt,msgmerge,xgettext} /usr/bin; }
gettext:1.check() {
    readelf -l /usr/bin/msgfmt | grep -F "interpreter: $LOADER]"
    msgfmt --version; xgettext --version
}

# Debian's tarball has no manual of bison, and the examples that are taken out of it are there already.
bison:1.prepare() {
    sed -i -e 's/^INFO_DEPS = .*/INFO_DEPS =/' -e 's/^all-local: .*info\.bak$/all-local:/' Makefile.in
    : > doc/bison.texi
    touch -d @0 doc/bison.texi
}
bison:1.configure() { ./configure --prefix=/usr --docdir=/usr/share/doc/bison; }
bison:1.make() { make MAKEINFO=true; }
bison:1.install() { make MAKEINFO=true install; }
bison:1.check() {
    printf '%%%%\ns: ;\n' > t.y
    bison -o t.c t.y
    [[ -s t.c ]]
}

perl:1.configure() {
    local lib=/usr/lib/perl5/5.36
    sh Configure -des -Dprefix=/usr -Dvendorprefix=/usr -Dprivlib=$lib/core_perl -Darchlib=$lib/core_perl \
        -Dsitelib=$lib/site_perl -Dsitearch=$lib/site_perl -Dvendorlib=$lib/vendor_perl -Dvendorarch=$lib/vendor_perl
}
perl:1.make() { make; }
perl:1.install() { make install; }
perl:1.check() { [[ $(perl -MPOSIX -e 'print floor(42.5)') == 42 ]]; }

python:1.configure() { ./configure --prefix=/usr --enable-shared --without-ensurepip; }
python:1.make() { make; }
python:1.install() { make install; }
python:1.check() { [[ $(python3 -c 'import math, struct; print(math.factorial(5))') == 120 ]]; }

texinfo:1.prepare() { sed -e 's/__attribute_nonnull__/__nonnull/' -i gnulib/lib/malloc/dynarray-skeleton.c; }
texinfo:1.configure() { ./configure --prefix=/usr; }
texinfo:1.make() { make; }
texinfo:1.install() { make install; }
texinfo:1.check() { makeinfo --version; }

util-linux:1.configure() {
    mkdir -p /var/lib/hwclock
    ./configure ADJTIME_PATH=/var/lib/hwclock/adjtime --libdir=/usr/lib --docdir=/usr/share/doc/util-linux \
        --disable-chfn-chsh --disable-login --disable-nologin --disable-su --disable-setpriv --disable-runuser \
        --disable-pylibmount --disable-static --without-python runstatedir=/run
}
util-linux:1.make() { make; }
util-linux:1.install() { make install; }
util-linux:1.check() { mount --version; [[ $(echo ours | rev) == sruo ]]; }

man-pages:1.install() { make prefix=/usr install; }
man-pages:1.check() { [[ -s /usr/share/man/man2/openat.2 || -s /usr/share/man/man2/open.2 ]]; }

zlib:1.configure() { ./configure --prefix=/usr; }
zlib:1.make() { make; make check; }
zlib:1.install() { make install; rm /usr/lib/libz.a; }
zlib:1.check() { readelf -d /usr/lib/libz.so | grep -F 'soname: [libz.so.1]'; }

bzip2:1.prepare() {
    sed -i -e 's@\(ln -s -f \)$(PREFIX)/bin/@\1@' -e 's@(PREFIX)/man@(PREFIX)/share/man@g' Makefile
}
bzip2:1.make() { make -f Makefile-libbz2_so; make clean; make; }
bzip2:1.install() {
    make PREFIX=/usr install
    cp -a libbz2.so.* /usr/lib
    ln -sf libbz2.so.1.0.8 /usr/lib/libbz2.so
    cp bzip2-shared /usr/bin/bzip2
    ln -sf bzip2 /usr/bin/bzcat; ln -sf bzip2 /usr/bin/bunzip2
    rm -f /usr/lib/libbz2.a
}
bzip2:1.check() { [[ $(echo ours | bzip2 | bunzip2) == ours ]]; readelf -d /usr/bin/bzip2 | grep -F libbz2.so.1.0; }

xz:2.configure() { ./configure --prefix=/usr --disable-static --docdir=/usr/share/doc/xz; }
xz:2.make() { make; make check; }
xz:2.install() { make install; }
xz:2.check() { [[ $(echo ours | xz | xz -d) == ours ]]; }

file:2.configure() { ./configure --prefix=/usr; }
file:2.make() { make; make check; }
file:2.install() { make install; }
file:2.check() { [[ $(echo ours | gzip | file -bz -) == 'ASCII text '* ]]; }

# -------------------------------------------------------------------------------------------- the machine of it all
fail() { printf 'peer.sh: %s\n' "$*" >&2; exit 1; }

# The upstream tarballs of a source package: apt checks the signature of the index, we the digests in it.
fetch() {
    local package=$1 uri name digest
    [[ ! -e $WORK/sources/$package.ok ]] || return 0
    apt-get source --download-only --print-uris --only-source "$package" 2> /dev/null | tr -d "'" \
            | awk '$2 ~ /\.orig\.tar\.[a-z0-9]+$/ { print $1, $2, $4 }' > "$WORK/sources/$package.uris"
    [[ -s $WORK/sources/$package.uris ]] || fail "$SUITE has no source package $package"
    while read -r uri name digest; do
        curl -fsSL -o "$WORK/sources/$name" "$uri"
        sha256sum --quiet -c <<< "${digest#SHA256:}  $WORK/sources/$name"
        ln -sfn "$name" "$WORK/sources/$package.tar"
    done < "$WORK/sources/$package.uris"
    touch "$WORK/sources/$package.ok"
}

# An apt of our own that knows the sources of SUITE from wherever the host takes its packages.
prepare_apt() {
    mkdir -p "$WORK"/apt/{lists/partial,cache/archives/partial,parts}
    apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT) $(SIGNED_BY)' 'Created-By: Packages' \
        | awk -v suite="$SUITE" '$2 == suite { print "deb-src", $4 ~ /^\// ? "[signed-by=" $4 "]" : "", $1, $2, $3 }' \
        | sort -u > "$WORK/apt/parts/sources.list"
    [[ -s $WORK/apt/parts/sources.list ]] || fail "apt of this host knows no $SUITE"
    cat > "$WORK/apt/apt.conf" <<END
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$WORK/apt/parts";
Dir::State::Lists "$WORK/apt/lists";
Dir::Cache "$WORK/apt/cache";
END
    export APT_CONFIG=$WORK/apt/apt.conf
    [[ -n $(ls "$WORK"/apt/lists/*_Sources* 2> /dev/null) ]] || apt-get -qq update
}

unpack_one() {   # package folder: its tarball without its top folder, and only what a build of it reads
    local tarball=$WORK/sources/$1.tar folder=$2
    mkdir -p "$folder"
    case $1 in
        gcc-12) tar -xOf "$tarball" --wildcards '*/gcc-*-dfsg.tar.xz' \
                    | tar -xJ -C "$folder" --no-same-owner --strip-components=1 \
                          --exclude='gcc-*/gcc/testsuite/g*' --exclude='gcc-*/libgo' --exclude='gcc-*/libphobos' ;;
        linux)  tar -xf "$tarball" -C "$folder" --no-same-owner --strip-components=1 --wildcards \
                    --no-wildcards-match-slash '*/Makefile' '*/Kbuild' '*/include' '*/scripts' '*/usr' '*/arch/x86' \
                    '*/tools/include' ;;
        *)      tar -xf "$tarball" -C "$folder" --no-same-owner --strip-components=1 ;;
    esac
}

unpack() {       # folder package [name=package…]
    local folder=$1 package
    rm -rf "$folder"; mkdir -p "$folder"
    shift
    for package in "$@"; do
        case $package in
            -)   ;;
            *=*) unpack_one "${package#*=}" "$folder/${package%%=*}" ;;
            *)   unpack_one "$package" "$folder" ;;
        esac
    done
}

# A step's command runs in namespaces of its own: no network, the host's files read-only, $WORK's folders at fixed
# places, and nothing mounted or running afterwards.
# shellcheck disable=SC2016 -- expanded inside
ENTER='set -euo pipefail
    cd "$WORK"
    mount -t tmpfs none /mnt
    mkdir /mnt/lfs /mnt/build
    mount --bind lfs /mnt/lfs
    mount --bind build /mnt/build
    if [[ $WHERE == chroot ]]; then
        mount --bind /dev /mnt/lfs/dev
        mount -t devpts devpts /mnt/lfs/dev/pts -o gid=5,mode=620
        mount -t proc proc /mnt/lfs/proc
        mount -t sysfs -o ro sysfs /mnt/lfs/sys
        mount -t tmpfs tmpfs /mnt/lfs/run
        mount --bind build /mnt/lfs/mnt
        exec chroot /mnt/lfs /usr/bin/env -i "${ENVIRONMENT[@]}" /bin/bash -euo pipefail -c "$COMMAND"
    fi
    mount -o remount,bind,ro /
    mount -t tmpfs tmpfs /tmp
    exec env -i "${ENVIRONMENT[@]}" /bin/bash -euo pipefail -c "$COMMAND"'

enter() {        # where pass function
    local where=$1 folder=${2//:/-} path build=$BUILD jobs=$JOBS
    [[ $3 != *.install ]] || jobs=1   # many a makefile installs wrongly with several
    path=$LFS/tools/bin:/usr/bin:/bin:/usr/sbin:/sbin
    [[ $where == cross ]] || { path=/usr/bin:/usr/sbin; build=/mnt; }
    local environment=(PATH="$path" HOME=/root LC_ALL=POSIX TERM=dumb MAKEFLAGS="-j$jobs" CONFIG_SITE=/dev/null
        FORCE_UNSAFE_CONFIGURE=1 SOURCE_DATE_EPOCH=1704067200 "CFLAGS=-O2 -pipe" "CXXFLAGS=-O2 -pipe"
        LFS="$LFS" LFS_TGT="$LFS_TGT" LOADER="$LOADER" GCC_VERSION="$GCC_VERSION" FLAGS="${CROSS_FLAGS[$2]:-}")
    WORK=$WORK WHERE=$where COMMAND="umask 022; $(declare -f); cd $build/$folder; $3" \
        unshare --mount --net --ipc --uts --pid --fork --kill-child --mount-proc -- \
        bash -c "ENVIRONMENT=(${environment[*]@Q}); $ENTER"
}

step() {         # pass step command…: once, timed, with a log of its own
    local pass=$1 name=$2 begun status
    [[ ! -e $WORK/stamps/$pass.$name.ok ]] || return 0
    begun=$EPOCHREALTIME
    set +e
    (set -euo pipefail; "${@:3}") &> "$WORK/logs/$pass.$name.log" < /dev/null
    status=$?
    set -e
    if [[ $status -ne 0 ]]; then
        tail -n 25 "$WORK/logs/$pass.$name.log" >&2
        fail "$pass/$name ended with $status; the whole log is $WORK/logs/$pass.$name.log"
    fi
    awk -v pass="$pass" -v name="$name" -v from="$begun" -v to="$EPOCHREALTIME" \
        'BEGIN { printf "%s\t%s\t%.2f\n", pass, name, to - from }' | tee -a "$WORK/times.tsv"
    touch "$WORK/stamps/$pass.$name.ok"
}

build() {        # pass where package…
    local pass=$1 where=$2 name function
    [[ ! -e $WORK/stamps/$pass.ok ]] || return 0
    step "$pass" unpack unpack "$WORK/build/${pass//:/-}" "${@:3}"
    for name in prepare configure make install check; do
        function=$pass.$name
        if ! declare -F "$function" > /dev/null; then
            # The temporary tools share their commands.
            [[ -v CROSS_FLAGS[$pass] ]] && declare -F "cross.$name" > /dev/null || continue
            function=cross.$name
        fi
        step "$pass" "$name" enter "$where" "$pass" "$function"
    done
    rm -rf "$WORK/build/${pass//:/-}"
    touch "$WORK/stamps/$pass.ok"
}

main() {
    local passes pass where packages package
    mapfile -t passes < <(grep . <<< "$PASSES")
    if [[ ${1:-} == --list ]]; then printf '%s\n' "${passes[@]%% *}"; return; fi
    [[ $# -eq 0 ]] || fail "'$1' is no argument of this script; see its first lines"
    [[ $EUID -eq 0 ]] || fail 'it mounts and changes root; start it with sudo'
    [[ -z $UNTIL ]] || grep -q "^$UNTIL " <<< "$PASSES" || fail "there is no pass '$UNTIL'; --list names them"
    mkdir -p "$WORK"/{lfs,build,sources,stamps,logs}
    prepare_apt
    for pass in "${passes[@]}"; do
        read -r pass where packages <<< "$pass"
        for package in $packages; do [[ $package == - ]] || fetch "${package#*=}"; done
        # shellcheck disable=SC2086 -- words on purpose
        build "$pass" "$where" $packages
        [[ $pass != "$UNTIL" ]] || break
    done
}

main "$@"
