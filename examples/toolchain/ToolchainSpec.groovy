import org.rootbuild.testing.RecipeSpec

/** What toolchain.groovy promises of its plan, its commands and its failures; nothing is compiled. */
class ToolchainSpec extends RecipeSpec {
    static final String TARGET = 'x86_64-lfs-linux-gnu'

    def 'the plan is the one that was looked at'() {
        expect:
        planMatches 'golden/plan.txt'
    }

    def 'the tools are made in an order in which each finds what it needs'() {
        expect:
        plan.layersOf('lfs')[1..5] == ['layout', 'binutils:1', 'gcc:1', 'linux:headers', 'glibc:1']
        plan['gcc:1'].needs 'binutils:1'
        plan['glibc:1'].needs 'linux:headers'
        plan['gcc:2'].needs 'ncurses:1'
        !plan['gcc:2'].needs('binutils:2')
    }

    def 'passes of the independent block do not reach each other'() {
        when:
        def effect = editing { it.replace("'--without-bash-malloc'", "'--with-bash-malloc'") }

        then:
        effect.plan['gawk:1'].verdict == 'reuse'
        effect.because('bash:1') ==
            ["'arguments' of configure gained '--with-bash-malloc'",
             "'arguments' of configure lost '--without-bash-malloc'"]
    }

    def 'another triplet of the host leaves the first linker and compiler as they are'() {
        when:
        def effect = changing build: 'x86_64-debian-linux-gnu'

        then:
        !effect.reruns.contains('binutils:1')
        !effect.reruns.contains('gcc:1')
        effect.reruns.first() == 'glibc:1'
    }

    def 'another target makes everything again but the folders'() {
        expect:
        changing target: 'x86_64-other-linux-gnu' reruns plan.passes - ['lfs:base', 'layout']
    }

    def 'configure of #pass is told #option'() {
        when:
        def configure = commandsOf("$pass/configure").first()

        then:
        configure.words.contains(option)
        configure.folder == '/build/build'
        configure.environment.PATH.startsWith('/mnt/lfs/tools/bin:')
        configure.environment.CONFIG_SITE == '/dev/null'

        where:
        pass         | option
        'binutils:1' | '--prefix=/mnt/lfs/tools'
        'binutils:1' | "--target=$TARGET".toString()
        'gcc:1'      | '--without-headers'
        'glibc:1'    | "--host=$TARGET".toString()
        'gcc:2'      | '--with-build-sysroot=/mnt/lfs'
    }

    def 'the base system is built inside the new root'() {
        expect:
        commandsOf('zlib:1').every { it.chroot == '/mnt/lfs' }
        commandsOf('zlib:1/check')*.text == ['make check']
    }

    def 'a linker that looks in the wrong place is found in its own pass'() {
        given:
        source 'binutils', tarball('binutils-2.40/configure': '#!/bin/sh')
        programs {
            on '../configure *'
            on 'make', step: 'binutils:1/build'
            on 'make install *', writes: ["/mnt/lfs/tools/bin/$TARGET-ld": executable('the linker')]
            on "$TARGET-ld --print-sysroot", prints: '/'
        }

        when:
        def failure = build.runToFailure()

        then:
        failure.step.startsWith('binutils:1/verify')
        failure.message.contains('the new linker looks in the new system')
        calls['binutils:1'].texts[1..2] == ['make MAKEINFO=true', 'make install MAKEINFO=true']
        build.state('gcc:1') == 'pending'
        !build.root('lfs').has("/mnt/lfs/tools/bin/$TARGET-ld")
    }

    def 'a make that fails is run again without configuring again'() {
        given:
        source 'binutils', tarball('binutils-2.40/configure': '#!/bin/sh')
        programs {
            on '../configure *', writes: [Makefile: 'all:']
            on 'make', step: 'binutils:1/build', exits: 2, prints: 'virtual memory exhausted', times: 1
            on 'make install *', writes: ["/mnt/lfs/tools/bin/$TARGET-ld": executable('the linker')]
            on 'make'
            on "$TARGET-ld --print-sysroot", prints: '/mnt/lfs'
            on "$TARGET-as --version", prints: "configured for a target of `$TARGET'"
        }

        expect:
        build.runToFailure().lastLines.last() == 'virtual memory exhausted'
        build.failure.step == 'binutils:1/build'

        when:
        build.retry().runUntil('binutils:1')

        then:
        calls['binutils:1'].steps.countBy { it }['binutils:1/configure'] == 1
        build.layer('binutils:1').added == ["/mnt/lfs/tools/bin", "/mnt/lfs/tools/bin/$TARGET-ld"]*.toString()
        build.position.startsWith('debian:gcc-12') || build.position.startsWith('gcc:1')
    }
}
