// A temporary system from source: a cross toolchain, a C library, the tools that a build needs, made so that nothing of
// the host is left in them; then the first passes inside it. The order and the options follow Linux From Scratch 12
// where that is better than what the article's table did; README.md maps one to the other.

recipe 'toolchain', about: 'A compiler, a C library and the tools that build everything else, from source'

String suite  = param('suite', 'bookworm', 'Debian suite whose sources are taken')
String target = param('target', 'x86_64-lfs-linux-gnu', 'triplet of the system to build; not that of the host')
String build  = param('build', 'x86_64-pc-linux-gnu', 'triplet of the host')

String lfs    = '/mnt/lfs'                              // where the new system is in the tree of this recipe
String tools  = "$lfs/tools"
String loader = '/lib64/ld-linux-x86-64.so.2'

// ------------------------------------------------------------------------------------------------------ sources
def archive   = debian(suite)
def binutils  = archive.source('binutils')
def gcc       = archive.source('gcc-12')                // a tarball in a tarball: gccTree below
def gmp       = archive.source('gmp')
def mpfr      = archive.source('mpfr4')
def mpc       = archive.source('mpclib3')
def linux     = archive.source('linux')
def glibc     = archive.source('glibc')
def ncurses   = archive.source('ncurses')
def fileMagic = archive.source('file')
def xz        = archive.source('xz-utils')

// ------------------------------------------------------------------------------------- texts that passes share
// What is never built is not unpacked: two thirds of the files. Libraries belong in lib, not lib64.
String gccTree = '''
    tar -xJf gcc-*-dfsg.tar.xz --no-same-owner --strip-components=1 \\
        --exclude='gcc-*/gcc/testsuite/g*' --exclude='gcc-*/libgo' --exclude='gcc-*/libphobos'
    rm ./*.tar.xz
    '''
// Debian emptied gcc's manual, which its makefile would compare with the sources at `make install`.
String withoutManual = "sed -i 's/tm.texi: s-tm-texi;/tm.texi: ;/' gcc/Makefile"
// Debian's tarball of gmp has no folder of documentation, but its configure asks for it.
String gmpWithoutPages = '''
    mkdir gmp/doc
    printf 'all check install clean distclean:\\n' > gmp/doc/Makefile.in
    '''
// `! grep` never stops a script; a function that returns false does.
String lacks = 'lacks() { ! grep "$@"; }'
// Each program asks for our loader, has no library path of its own, and runs with nothing but the new system around it.
String ours = """
    $lacks
    ours() {
        for program in "\$@"; do
            readelf -l $lfs/usr/bin/\$program | grep -F 'interpreter: $loader]'
            readelf -d $lfs/usr/bin/\$program | lacks -E 'RPATH|RUNPATH'
            chroot $lfs /usr/bin/\$program --version | sed -n 1p
        done
    }
    new() { chroot $lfs "\$@"; }
    """

// ------------------------------------------------------------------------------------- the tools, from the host
root('lfs', from: host()) {
    environment PATH: "$tools/bin:/usr/bin:/bin:/usr/sbin:/sbin", LC_ALL: 'POSIX', CONFIG_SITE: '/dev/null',
        CFLAGS: '-O2 -pipe', CXXFLAGS: '-O2 -pipe', FORCE_UNSAFE_CONFIGURE: '1'
    umask 022
    limits time: 4.hours

    pass('layout') {
        mkdir "$lfs/etc", "$lfs/var", "$lfs/tools", "$lfs/lib64", "$lfs/usr/bin", "$lfs/usr/lib", "$lfs/usr/sbin"
        mkdir "$lfs/dev", "$lfs/proc", "$lfs/sys", "$lfs/run", "$lfs/mnt"
        ['bin', 'lib', 'sbin'].each { symlink "$lfs/$it", to: "usr/$it" }
    }

    pass('binutils:1') {
        sources binutils
        autotools(buildDir: 'build') {
            configure "--prefix=$tools", "--with-sysroot=$lfs", "--target=$target", '--disable-nls',
                '--enable-gprofng=no', '--disable-werror'
            make 'MAKEINFO=true'
            install 'MAKEINFO=true'
        }
        verify('the new linker looks in the new system') {
            output "$target-ld --print-sysroot", equals: lfs
            output "$target-as --version", contains: target
        }
    }

    pass('gcc:1') {
        sources gcc, gmp: gmp, mpfr: mpfr, mpc: mpc
        sh gccTree
        sh gmpWithoutPages
        substitute 'gcc/config/i386/t-linux64', 'lib64', 'lib', onLines: ~/m64=/
        autotools(buildDir: 'build') {
            configure "--target=$target", "--prefix=$tools", '--with-glibc-version=2.36', "--with-sysroot=$lfs",
                '--with-newlib', '--without-headers', '--enable-default-pie', '--enable-default-ssp', '--disable-nls',
                '--disable-shared', '--disable-multilib', '--disable-threads', '--disable-libatomic',
                '--disable-libgomp', '--disable-libquadmath', '--disable-libssp', '--disable-libvtv',
                '--disable-libstdcxx', '--enable-languages=c,c++'
            make 'MAKEINFO=true'
            install 'MAKEINFO=true', before: withoutManual
        }
        // gcc was built before there were system headers, so its limits.h lacks the part that includes theirs.
        sh "cat gcc/limitx.h gcc/glimits.h gcc/limity.h > $tools/lib/gcc/$target/12.2.0/include-fixed/limits.h"
        verify('the new compiler is of the new system') {
            output "$target-gcc -dumpmachine", equals: target
            output "$target-gcc -print-sysroot", equals: lfs
            output "$target-gcc -print-prog-name=as", contains: "$tools/"
        }
    }

    pass('linux:headers') {
        unpack linux, into: '.', strip: 1, only: ['*/{Makefile,Kbuild}', '*/{include,scripts,usr,arch/x86}/**',
                                                  '*/tools/include/**']
        kernelHeaders into: "$lfs/usr/include"
        verify('the headers of Linux are whole') {
            sh "[[ \$(find $lfs/usr/include -name '*.h' | wc -l) -gt 900 ]]"
            file "$lfs/usr/include/linux/version.h", contains: 'LINUX_VERSION_MAJOR'
            sh "echo '#include <linux/fs.h>' | $target-gcc -fsyntax-only -x c -"
        }
    }

    pass('glibc:1') {
        sources glibc
        substitute 'Makeconfig', ' wctype manual ', ' wctype '         // Debian's tarball has no manual
        write 'build/configparms', 'rootsbindir=/usr/sbin\n'
        symlink "$lfs/lib64/ld-linux-x86-64.so.2", to: '../lib/ld-linux-x86-64.so.2'
        symlink "$lfs/lib64/ld-lsb-x86-64.so.3", to: '../lib/ld-linux-x86-64.so.2'
        autotools(buildDir: 'build') {
            configure '--prefix=/usr', "--host=$target", "--build=$build", '--enable-kernel=4.19',
                "--with-headers=$lfs/usr/include", '--disable-nscd', 'libc_cv_slibdir=/usr/lib'
            install "DESTDIR=$lfs"
        }
        substitute "$lfs/usr/bin/ldd", '/usr', '', onLines: ~/RTLDLIST=/
        // The new compiler takes all from the new system and nothing from the host, and what it makes runs there.
        write 't.c', indented: '''
            #include <limits.h>
            #include <stdio.h>
            int main(void) { char path[PATH_MAX]; snprintf(path, sizeof path, "ours"); puts(path); return 0; }
            '''
        verify("what $target-gcc makes is of the new system") {
            sh """
                $lacks
                $target-gcc t.c -v -Wl,--verbose -o t &> t.log
                readelf -l t | grep -F 'interpreter: $loader]'
                grep -E '^attempt to open $lfs/.*/S?crt1\\.o succeeded' t.log
                grep -F ' $lfs/usr/include' t.log
                grep -E '^found ld-linux-x86-64.so.2 at $lfs/(usr/)?lib/' t.log
                lacks -E '^attempt to open /(usr/)?lib.* succeeded' t.log
                """
        }
        verify('it runs in the new system') {
            output "mkdir $lfs/tmp; cp t $lfs/tmp/t; chroot $lfs /tmp/t; rm -r $lfs/tmp", equals: 'ours'
        }
    }

    pass('libstdcxx:1') {
        sources gcc
        sh gccTree
        autotools(buildDir: 'build') {
            configure(command: '../libstdc++-v3/configure', "--host=$target", "--build=$build", '--prefix=/usr',
                '--disable-multilib', '--disable-nls', '--disable-libstdcxx-pch',
                "--with-gxx-include-dir=/tools/$target/include/c++/12.2.0")
            install "DESTDIR=$lfs"
        }
        // libtool's files would send later links to the host's folders.
        remove "$lfs/usr/lib/libstdc++.la", "$lfs/usr/lib/libstdc++fs.la", "$lfs/usr/lib/libsupc++.la"
        write 't.cc', indented: '''
            #include <iostream>
            int main() { try { throw 7; } catch (int n) { std::cout << "ours " << n << std::endl; } }
            '''
        verify('C++ links against our library') {
            sh """
                $target-g++ t.cc -o t
                readelf -l t | grep -F 'interpreter: $loader]'
                readelf -d t | grep -F 'libstdc++.so.6'
                """
        }
    }

    pass('ncurses:1') {
        sources ncurses
        substitute 'configure', 'mawk', ''
        // A `tic` for the host, of the same version.
        sh 'mkdir host; cd host; ../configure; make -C include; make -C progs tic'
        autotools {
            configure '--prefix=/usr', "--host=$target", "--build=$build", '--mandir=/usr/share/man',
                '--with-manpage-format=normal', '--with-shared', '--without-normal', '--with-cxx-shared',
                '--without-debug', '--without-ada', '--disable-stripping', '--enable-widec'
            install "DESTDIR=$lfs", 'TIC_PATH=/build/host/progs/tic'
        }
        write "$lfs/usr/lib/libncurses.so", 'INPUT(-lncursesw)\n'
        verify('tput runs in the new system') { output "chroot $lfs tput -T linux colors", equals: '8' }
    }

    // None of these sees another, so they are built side by side.
    independent(after: 'ncurses:1') {
        // name: [source package, what to check, options of configure …]
        [m4:        ['m4',        'ours m4; [[ $(echo "define(a,b)a" | new m4) == b ]]'],
         coreutils: ['coreutils', 'ours cat ls sort; [[ $(printf "b\\na\\n" | new sort | tr -d "\\n") == ab ]]',
                     '--enable-install-program=hostname', '--enable-no-install-program=kill,uptime'],
         diffutils: ['diffutils', 'ours diff cmp'],
         findutils: ['findutils', 'ours find xargs; new find /usr -name limits.h | grep -x /usr/include/limits.h',
                     '--localstatedir=/var/lib/locate'],
         grep:      ['grep',      'ours grep'],
         gzip:      ['gzip',      'ours gzip; [[ $(echo ours | new gzip | gzip -d) == ours ]]'],
         patch:     ['patch',     'ours patch'],
         sed:       ['sed',       'ours sed'],
         tar:       ['tar',       'ours tar; new tar -cf - -C /usr/bin tar | tar -tf - | grep -x tar'],
        ].each { String name, List<String> what ->
            pass("$name:1") {
                sources archive.source(what[0])
                autotools {
                    configure '--prefix=/usr', "--host=$target", "--build=$build", what.drop(2)
                    make 'MAKEINFO=true'
                    install "DESTDIR=$lfs", 'MAKEINFO=true'
                }
                verify("$name is of the new system and runs in it") { sh "$ours\n${what[1]}" }
            }
        }
        pass('bash:1') {
            sources archive.source('bash')
            autotools {
                configure '--prefix=/usr', "--host=$target", "--build=$build", '--without-bash-malloc'
                install "DESTDIR=$lfs"
            }
            symlink "$lfs/usr/bin/sh", to: 'bash'
            verify('the new shell runs in the new system') {
                sh "$ours\nours bash"
                output "chroot $lfs /bin/sh -c 'a=(1 2 3); echo \${#a[@]}'", equals: '3'
            }
        }
        pass('file:1') {
            sources fileMagic
            // The magic is compiled by a `file` of the same version.
            sh 'mkdir host; cd host; ../configure --disable-{bzlib,libseccomp,xzlib,zlib}; make'
            autotools {
                configure '--prefix=/usr', "--host=$target", "--build=$build", '--disable-bzlib',
                    '--disable-libseccomp', '--disable-xzlib', '--disable-zlib'
                make 'FILE_COMPILE=/build/host/src/file'
                install "DESTDIR=$lfs"
            }
            remove "$lfs/usr/lib/libmagic.la"
            verify('the new file knows our loader') {
                sh "$ours\nours file"
                output "chroot $lfs file -bL /usr/bin/file", contains: "dynamically linked, interpreter $loader"
            }
        }
        pass('gawk:1') {
            sources archive.source('gawk')
            substitute 'Makefile.in', ' extras doc awklib ', ' ', onLines: ~/SUBDIRS =/    // no manual, and what is made of it
            autotools {
                configure '--prefix=/usr', "--host=$target", "--build=$build"
                make 'MAKEINFO=true'
                install "DESTDIR=$lfs", 'MAKEINFO=true'
            }
            verify('the new awk counts') {
                sh "$ours\nours gawk"
                output "chroot $lfs gawk 'BEGIN { print 6 * 7 }'", equals: '42'
            }
        }
        pass('make:1') {
            sources archive.source('make-dfsg')    // it has neither configure nor its page of documentation
            substitute 'configure.ac', ~/(po\/Makefile\.in) Makefile /, '$1 '
            write 'doc/make.1', ''
            sh 'aclocal -I m4; autoheader; automake --add-missing --copy --force-missing; autoconf'
            autotools {
                configure '--prefix=/usr', "--host=$target", "--build=$build", '--without-guile'
                install "DESTDIR=$lfs"
            }
            verify('the new make makes') {
                sh "$ours\nours make"
                output """
                    mkdir $lfs/tmp
                    echo '\$(info ours)all: ;' > $lfs/tmp/makefile     # there is no shell yet to run anything
                    chroot $lfs make -f /tmp/makefile
                    rm -r $lfs/tmp
                    """, contains: 'ours'
            }
        }
        pass('xz:1') {
            sources xz
            autotools {
                configure '--prefix=/usr', "--host=$target", "--build=$build", '--disable-static',
                    '--docdir=/usr/share/doc/xz'
                install "DESTDIR=$lfs"
            }
            remove "$lfs/usr/lib/liblzma.la"
            verify('the new xz packs') {
                sh "$ours\nours xz"
                output "echo ours | chroot $lfs xz | xz -d", equals: 'ours'
            }
        }
        pass('binutils:2') {
            sources binutils
            // When libtool links again at `make install` it must not look in the host's folders.
            sh '''sed -i '/guess we.ll fake it/,/esac/s/add_dir="$add_dir -L/add_dir="-L/' ltmain.sh
                  grep -F 'add_dir="-L$inst_prefix_dir$libdir"' ltmain.sh'''
            autotools(buildDir: 'build') {
                configure '--prefix=/usr', "--build=$build", "--host=$target", '--disable-nls', '--enable-shared',
                    '--enable-gprofng=no', '--disable-werror', '--enable-64-bit-bfd'
                make 'MAKEINFO=true'
                install "DESTDIR=$lfs", 'MAKEINFO=true'
            }
            sh "rm $lfs/usr/lib/lib{bfd,ctf,ctf-nobfd,opcodes}.{a,la}"
            verify('the new binutils run in the new system') { sh "$ours\nours ld as readelf" }
        }
        pass('gcc:2') {
            sources gcc, gmp: gmp, mpfr: mpfr, mpc: mpc
            sh gccTree
            sh gmpWithoutPages
            substitute 'gcc/config/i386/t-linux64', 'lib64', 'lib', onLines: ~/m64=/
            ['libgcc/Makefile.in', 'libstdc++-v3/include/Makefile.in'].each {
                substitute it, ~/@.*@/, 'gthr-posix.h', onLines: ~/thread_header =/
            }
            autotools(buildDir: 'build') {
                configure "--build=$build", "--host=$target", "--target=$target",
                    "LDFLAGS_FOR_TARGET=-L/build/build/$target/libgcc", '--prefix=/usr', "--with-build-sysroot=$lfs",
                    '--enable-default-pie', '--enable-default-ssp', '--disable-nls', '--disable-multilib',
                    '--disable-libatomic', '--disable-libgomp', '--disable-libquadmath', '--disable-libsanitizer',
                    '--disable-libssp', '--disable-libvtv', '--enable-languages=c,c++'
                make 'MAKEINFO=true'
                install "DESTDIR=$lfs", 'MAKEINFO=true', before: withoutManual
            }
            symlink "$lfs/usr/bin/cc", to: 'gcc'
            verify('the new compiler asks for our loader') {
                output "readelf -l $lfs/usr/bin/gcc", contains: "interpreter: $loader]"
            }
        }
    }
}

// ------------------------------------------------------------------------ the first passes inside the new system
root('system', from: root('lfs'), chroot: lfs) {
    environment PATH: '/usr/bin:/usr/sbin', LC_ALL: 'POSIX', CFLAGS: '-O2 -pipe', CXXFLAGS: '-O2 -pipe',
        FORCE_UNSAFE_CONFIGURE: '1'
    umask 022
    limits time: 4.hours

    pass('base') {
        mkdir '/boot', '/home', '/opt', '/srv', '/etc/opt', '/etc/sysconfig', '/usr/local', '/usr/share', '/usr/src',
            '/var/cache', '/var/lib', '/var/log', '/var/mail', '/var/spool'
        mkdir '/root', mode: 0750
        mkdir '/tmp', mode: 01777
        mkdir '/var/tmp', mode: 01777
        symlink '/var/run', to: '/run'
        symlink '/etc/mtab', to: '/proc/self/mounts'
        write '/etc/passwd', indented: '''
            root:x:0:0:root:/root:/bin/bash
            nobody:x:65534:65534:Nobody:/:/usr/bin/false
            '''
        write '/etc/group', ['root:x:0:', 'bin:x:1:', 'sys:x:2:', 'tty:x:5:', 'disk:x:8:', 'utmp:x:13:', 'users:x:999:',
                             'nogroup:x:65534:', ''].join('\n')
        write '/etc/hosts', '127.0.0.1 localhost\n::1 localhost\n'
        write 't.c', 'int main(void) { return 0; }\n'
        write 't.cc', '#include <vector>\nint main() { std::vector<int> v{1}; return v[0] - 1; }\n'
        verify('the compiler of the new system works in it') {
            sh """
                $lacks
                [[ \$(id -un) == root ]]
                cc t.c -v -Wl,--verbose -o t &> t.log
                readelf -l t | grep -F 'interpreter: $loader]'
                ./t
                grep -E '/usr/lib/.*S?crt1\\.o succeeded' t.log
                grep -v '^Configured with:' t.log | lacks -F $lfs
                c++ t.cc -o t
                ./t
                """
        }
    }

    independent(after: 'base') {
        pass('gettext:1') {
            sources archive.source('gettext')
            autotools {
                configure '--disable-shared'
                make 'MAKEINFO=true'
                noInstall()
            }
            sh 'cp gettext-tools/src/{msgfmt,msgmerge,xgettext} /usr/bin'
            verify('msgfmt asks for our loader') {
                output 'readelf -l /usr/bin/msgfmt', contains: "interpreter: $loader]"
                sh 'msgfmt --version; xgettext --version'
            }
        }
        pass('bison:1') {
            sources archive.source('bison')
            // Debian's tarball has no manual of bison, and the examples that are taken out of it are there already.
            substitute 'Makefile.in', ~/(?m)^INFO_DEPS = .*/, 'INFO_DEPS ='
            substitute 'Makefile.in', ~/(?m)^all-local: .*info\.bak$/, 'all-local:'
            sh ': > doc/bison.texi; touch -d @0 doc/bison.texi'
            autotools {
                configure '--prefix=/usr', '--docdir=/usr/share/doc/bison'
                make 'MAKEINFO=true'
                install 'MAKEINFO=true'
            }
            write 't.y', '%%\ns: ;\n'
            verify('bison makes a parser') { sh 'bison -o t.c t.y; [[ -s t.c ]]' }
        }
        pass('perl:1') {
            sources archive.source('perl')
            String lib = '/usr/lib/perl5/5.36'
            autotools {
                configure '-des', '-Dprefix=/usr', '-Dvendorprefix=/usr', "-Dprivlib=$lib/core_perl",
                    "-Darchlib=$lib/core_perl", "-Dsitelib=$lib/site_perl", "-Dsitearch=$lib/site_perl",
                    "-Dvendorlib=$lib/vendor_perl", "-Dvendorarch=$lib/vendor_perl", command: ['sh', 'Configure']
            }
            verify('perl counts') { output "perl -MPOSIX -e 'print floor(42.5)'", equals: '42' }
        }
    }
    independent {                                  // on all of these three
        pass('python:1') {
            sources archive.source('python3.11')
            autotools { configure '--prefix=/usr', '--enable-shared', '--without-ensurepip' }
            verify('python counts') {
                output "python3 -c 'import math, struct; print(math.factorial(5))'", equals: '120'
            }
        }
        pass('texinfo:1') {
            sources archive.source('texinfo')
            // glibc 2.34 took the name.
            substitute 'gnulib/lib/malloc/dynarray-skeleton.c', '__attribute_nonnull__', '__nonnull'
            autotools { configure '--prefix=/usr' }
            verify('makeinfo runs') { sh 'makeinfo --version' }
        }
        pass('util-linux:1') {
            sources archive.source('util-linux')
            mkdir '/var/lib/hwclock'
            autotools {
                configure 'ADJTIME_PATH=/var/lib/hwclock/adjtime', '--libdir=/usr/lib',
                    '--docdir=/usr/share/doc/util-linux', '--disable-chfn-chsh', '--disable-login',
                    '--disable-nologin', '--disable-su', '--disable-setpriv', '--disable-runuser',
                    '--disable-pylibmount', '--disable-static', '--without-python', 'runstatedir=/run'
            }
            verify('mount runs, rev turns a word') {
                output 'mount --version', contains: 'util-linux'
                output 'echo ours | rev', equals: 'sruo'
            }
        }
    }

    // From here on it is the base system: what is built stays, and its own tests are run.
    pass('man-pages:1') {
        sources archive.source('manpages')
        make 'prefix=/usr', 'install'
        verify('open(2) is there') { exists '/usr/share/man/man2/open.2' }
    }
    pass('zlib:1') {
        sources archive.source('zlib')
        autotools {
            configure '--prefix=/usr'
            check()
        }
        remove '/usr/lib/libz.a'
        verify('libz has its name') { output 'readelf -d /usr/lib/libz.so', contains: 'soname: [libz.so.1]' }
    }
    pass('bzip2:1') {
        sources archive.source('bzip2')
        substitute 'Makefile', ~/(ln -s -f )\$\(PREFIX\)\/bin\//, '$1'
        substitute 'Makefile', '(PREFIX)/man', '(PREFIX)/share/man'
        make '-f', 'Makefile-libbz2_so'
        make 'clean'
        make()
        make 'PREFIX=/usr', 'install'
        sh '''
            cp -a libbz2.so.* /usr/lib
            ln -sf libbz2.so.1.0.8 /usr/lib/libbz2.so
            cp bzip2-shared /usr/bin/bzip2
            ln -sf bzip2 /usr/bin/bzcat; ln -sf bzip2 /usr/bin/bunzip2
            rm -f /usr/lib/libbz2.a
            '''
        verify('bzip2 packs with our library') {
            output 'echo ours | bzip2 | bunzip2', equals: 'ours'
            output 'readelf -d /usr/bin/bzip2', contains: 'libbz2.so.1.0'
        }
    }
    pass('xz:2') {
        sources xz
        autotools {
            configure '--prefix=/usr', '--disable-static', '--docdir=/usr/share/doc/xz'
            check()
        }
        verify('xz packs') { output 'echo ours | xz | xz -d', equals: 'ours' }
    }
    pass('file:2') {
        sources fileMagic
        autotools {
            configure '--prefix=/usr'
            check()
        }
        verify('file looks into what is packed') { output 'echo ours | gzip | file -bz -', contains: 'ASCII text' }
    }
}
