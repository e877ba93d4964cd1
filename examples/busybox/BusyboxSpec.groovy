import org.rootbuild.testing.RecipeSpec

/** What busybox.groovy promises; its programs are answered by a script: it needs neither a compiler nor a network. */
class BusyboxSpec extends RecipeSpec {
    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'what only the small system holds reaches no toolchain'() {
        expect:
        editing { it.replace('mknod', '//') } reruns 'folders', 'programs', 'init', 'initramfs.cpio.gz', 'it boots'
        changing mirror: 'http://mirror.invalid/debian' reruns nothing
    }

    def 'everything is compiled with the C library of our own'() {
        expect:
        commandsOf('busybox').findAll { it.words.first() == 'make' }*.text ==
            ['make defconfig', 'make CC=/small/bin/musl-gcc',
             'make CC=/small/bin/musl-gcc CONFIG_PREFIX=/small/root install']
    }

    def 'what busybox installs becomes the system, and is switched to static before it is made'() {
        given:
        source 'linux', tarball(['Makefile', 'include/fs.h', 'scripts/x', 'arch/x86/Makefile', 'tools/include/x.h']
            .collectEntries { ["linux-6.1/$it".toString(), ''] })
        source 'musl', tarball('musl-1.2.3/configure': '#!/bin/sh')
        source 'busybox', tarball('busybox-1.35/Makefile': '')
        source 'linux-image-cloud-amd64', tarball('boot/vmlinuz-6.1.0-cloud-amd64': 'a kernel')
        programs {
            on step: 'headers/kernelHeaders', writes: ['/small/include/linux/fs.h': '#define FS']
            on 'configure'
            on 'make', step: 'musl'
            on 'readelf -h t', prints: 'Type: EXEC (Executable file)'
            on 'make defconfig', writes: ['.config': '# CONFIG_STATIC is not set\n']
            on('make CC=/small/bin/musl-gcc') { prints read('.config') }
            on 'make * install', writes: ['/small/root/bin/busybox': executable('busybox'),
                                          '/small/root/bin/sh': linkTo('busybox')]
            on '/small/root/bin/busybox echo hello', prints: 'hello'
            otherwise()
        }

        when:
        build.run()

        then:
        build.root('system').find('/bin/*') == ['/bin/busybox', '/bin/sh']
        build.root('system')['/bin/busybox'].permissions == '0755'
        build.root('system')['/dev/console'].device == 'c 5:1'
        !build.root('system').has('/small')
        build.log('busybox/make:2').contains('CONFIG_STATIC=y')
        build.skipped == ['it boots']
    }
}
