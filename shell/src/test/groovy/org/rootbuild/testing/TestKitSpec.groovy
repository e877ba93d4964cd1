package org.rootbuild.testing

import org.rootbuild.language.RecipeErrors

/** What the test kit can do, on a recipe of its own. */
@RecipeFile('src/test/recipes/kit.groovy')
class TestKitSpec extends RecipeSpec {
    private void everythingIsAnswered() {
        source 'tool.tar', tarball('tool-1.0/configure': '#!/bin/sh', 'tool-1.0/tool.c': 'int main;')
        programs {
            on '../configure *', prints: 'checking for gcc… yes', writes: [Makefile: 'all:\n']
            on 'make install', writes: ['/opt/bin/tool': executable('a tool'), '/opt/etc/tool.conf': 'flavour=plain\n']
            on 'make'
            on ~/^strip/, removes: '/opt/etc/old'
            on '/opt/bin/tool --version', prints: ['tool 1.0', 'all rights reversed']
            on 'touch', step: 'log/exec', writes: ['/log': '']
        }
    }

    def 'a recipe is data, with the parameters that are said'() {
        expect:
        recipe.name == 'kit'
        recipe.passes('system')*.name() == ['system:base', 'layout', 'tool', 'name']

        when:
        load name: 'other', jobs: 8

        then:
        recipe.parameters.collectEntries { [it.name(), it.value()] } == [jobs: '8', name: 'other', flavour: 'plain']
    }

    def 'what is wrong with a recipe is known by line and sentence'() {
        expect:
        loading(flavour: 'poor').errors*.line == [5]
        loading(jobs: 'many').errors.first().message.contains('many')
        loading(name: 'x').inOrder
        with(loadingWith { it.replace('mkdir', 'mkdri') }.errors) {
            it*.line == [12]
            first().message.contains('mkdri')
            first().hint.contains('mkdir')
        }

        when:
        load jobs: 'many'

        then:
        thrown RecipeErrors
    }

    def 'a plan has an order, needs, and verdicts with reasons'() {
        expect:
        plan.artifacts == ['tool.bin']
        plan.sources == ['host(any)', 'tool.tar']
        plan['tool'].needs 'layout'
        plan['tool.bin'].needs 'tool.tar'
        !plan['layout'].needs('tool')
        plan['layout'].comesBefore 'tool'
        plan['tool'].steps == ['sources', 'configure', 'build', 'install', 'sh', 'verify']
        plan['tool'].verdict == 'run'
        plan['tool'].reasons == ['it was never made here']
        plan['name'].root == 'system'
        'tool' in plan
        !('fool' in plan)
        plan['tool'].fingerprint ==~ /[0-9a-f]{64}/
    }

    def 'a name that the plan does not have is answered with the one that was meant'() {
        when:
        plan['toll']

        then:
        def wrong = thrown(AssertionError)
        wrong.message == "the plan has no 'toll'. Did you mean 'tool'?"
    }

    def 'a change runs again what it reaches, and says why'() {
        expect:
        changing jobs: 8 reruns nothing
        changing name: 'other' reruns 'name', 'log', 'tool.bin'
        changing(name: 'other').because('name') == ["'text' of write changed from 'box' to 'other'"]
        changing(name: 'other').plan['tool'].verdict == 'reuse'
        editing { it.replace("'-O2'", "'-O1'") }.rerunsAtLeast 'tool', 'log'
        !changing(name: 'other').reruns('name')
        changing(name: 'other').reruns('name').toString().contains("'log' runs again: ")
        changing(jobs: 8).reruns('tool').toString() == "'tool' does not run again"
    }

    def 'an edit that changes nothing is a mistake of the specification'() {
        when:
        editing { it.replace('no such text', '') }

        then:
        def wrong = thrown(AssertionError)
        wrong.message.contains('changes nothing')
    }

    def 'commands are known without running any'() {
        when:
        def configure = commandsOf('tool/configure').first()

        then:
        configure.text == '../configure --prefix=/opt'
        configure.words == ['../configure', '--prefix=/opt']
        configure.folder == '/build/build'
        configure.environment.CFLAGS == '-O2'
        configure.umask == 022
        !configure.network
        commandsOf('tool')*.step.unique() == ['tool/configure', 'tool/build', 'tool/install', 'tool/sh', 'tool/verify']
        commandsOf('tool/sh').first().text == 'strip /opt/bin/tool\nrm /opt/etc/old'
        commandsOf('tool/verify').first().text == '/opt/bin/tool --version'
        commandsOf('log').first().chroot == '/opt'
        commandsOf('layout') == []
    }

    def 'programs are answered, and what they write is in the layer of the pass'() {
        given:
        everythingIsAnswered()

        when:
        build.run()

        then:
        build.finished
        build.made == ['system:base', 'layout', 'tool', 'name', 'log', 'tool.bin']
        build.layer('tool').added == ['/opt/bin/tool', '/opt/etc/tool.conf']
        build.layer('tool').removed == ['/opt/etc/old']
        with(build.root('system')) {
            it['/opt/bin/tool'].permissions == '0755'
            it['/opt/bin/tool'].executable
            it['/opt/etc/tool.conf'].text == 'flavour=plain\n'
            it['/opt/etc/hostname'].mode == 0600
            it['/opt/etc/host'].target == 'hostname'
            it['/opt/etc'].kind == 'folder'
            it['/opt/bin/tool'].owner == '0:0'
            !it['/opt/log']
            !it['/build']
            find('/opt/etc/*') == ['/opt/etc/host', '/opt/etc/hostname', '/opt/etc/tool.conf']
        }
        build.root('inside').has('/opt/log')
        build.log('tool/configure').contains('checking for gcc… yes')
        build.artifact('tool.bin').length() > 0

        and: 'every program was written down, in order'
        calls.steps == ['tool/configure', 'tool/build', 'tool/install', 'tool/sh', 'tool/verify', 'log/exec']
        calls['tool/build'].texts == ['make']
        calls['log'].first().chroot == '/opt'
        calls['tool/configure'].first().environment.SOURCE_DATE_EPOCH == '315532800'
    }

    def 'another run on the same store makes what a change reaches'() {
        given:
        everythingIsAnswered()

        when:
        build.run().again(name: 'other').run()

        then:
        build.made == ['name', 'log', 'tool.bin']
        build.reused.contains('tool')
        build.root('system')['/opt/etc/hostname'].lines == ['other']
        build.again().run().made == []
    }

    def 'a failed step is mended and run again, from where it began'() {
        given:
        programs { on 'make', step: 'tool/build', exits: 2, prints: 'out of memory', writes: ['half': ''], times: 1 }
        everythingIsAnswered()

        when:
        def failure = build.runToFailure()

        then:
        failure.step == 'tool/build'
        failure.line == 17
        failure.message == 'running make ended with exit status 2'
        failure.lastLines.last() == 'out of memory'
        build.position == 'tool/build'
        build.states['tool'] == 'failed'
        build.state('name') == 'pending'
        build.root('system').has('/opt/etc/old')

        when:
        build.retry().run()

        then:
        build.finished
        calls['tool/configure'].size() == 1
        calls['tool/build']*.status == [2, 0]
    }

    def 'a failed pass is run again from its beginning'() {
        given:
        programs { on 'make', step: 'tool/build', exits: 2, times: 1 }
        everythingIsAnswered()

        when:
        build.runToFailure()
        build.retryPass().run()

        then:
        calls['tool/configure'].size() == 2
    }

    def 'a step goes on with what it left, and its layer is touched by hand'() {
        given:
        programs {
            on('make install', times: 1) {
                writes '/opt/bin/tool', 'half a tool'
                exits 1
            }
            on('make install') { writes '/opt/etc/tool.conf', "flavour; found ${read('/opt/bin/tool')}" }
        }
        everythingIsAnswered()

        when:
        build.runToFailure()
        build.retryHere().run()

        then:
        calls['tool/install']*.status == [1, 0]
        build.root('system')['/opt/etc/tool.conf'].text == 'flavour; found half a tool'
        build.plan['tool'].touched
        !build.plan['layout'].touched
    }

    def 'steps, rolling back, skipping and reloading'() {
        given:
        everythingIsAnswered()

        when:
        build.runUntil('layout')

        then:
        build.made == ['system:base', 'layout']

        when:
        build.step()

        then:
        build.position == 'tool/configure'

        when:
        build.next()

        then:
        build.position == 'name/write'

        when:
        build.run()

        then:
        build.rollback('name') == ['name', 'log', 'tool.bin']
        build.position == 'name/write'

        when:
        build.skip().run()

        then:
        build.skipped == ['name']
        !build.root('system').has('/opt/etc/hostname')

        when:
        build.reload { it.replace("'/opt/bin', '/opt/etc'", "'/opt/bin', '/opt/etc', '/opt/more'") }

        then:
        build.plan['layout'].reasons == ["'paths' of mkdir gained '/opt/more'"]
    }

    def 'answers are Groovy code where that is shorter'() {
        given:
        everythingIsAnswered()
        edit { it.replace("exec 'touch', '/log'", "exec 'date', '/log', '/other'") }
        programs {
            on('date') { call ->
                call.words.drop(1).each { path -> writes path, "it is ${read('/etc/hostname')}" }
                prints 'done'
            }
        }
        programs { on 'date', exits: 1 }

        when:
        build.run()

        then: 'the first answer counts that is for the command, and paths are those inside of the root'
        build.root('inside')['/opt/other'].text == 'it is box\n'
        build.log('log/exec').readLines().last() == 'done'
        calls['log'].texts == ['date /log /other']
    }

    def 'a command that nobody answers fails, and so does a mistake in an answer'() {
        given:
        source 'tool.tar', tarball('tool-1.0/configure': '#!/bin/sh')
        programs { on(command) { throw new IllegalStateException('a mistake') } }

        when:
        build.run()

        then:
        def wrong = thrown(AssertionError)
        wrong.message.contains(message)

        where:
        command        | message
        'make'         | "does not answer:\n\n    ../configure --prefix=/opt"
        '../configure' | 'a mistake'
    }

    def 'what stands in for a source that there is not is a mistake'() {
        when:
        source 'toll.tar', 'text'
        plan

        then:
        def wrong = thrown(AssertionError)
        wrong.message.startsWith("the recipe 'kit' has no source 'toll.tar'. Did you mean 'tool.tar'?")
    }

    def 'an answer is said rightly or not at all'() {
        when:
        programs { on 'make', exit: 2 }

        then:
        def wrong = thrown(IllegalArgumentException)
        wrong.message.startsWith("an answer has no 'exit:'. Did you mean 'exits'?")
    }

    def 'programs run for real where the specification says so'() {
        given:
        forReal()
        source 'tool.tar', tarball('tool-1.0/configure': '#!/bin/sh\necho all: > Makefile\n')
        edit {
            it.replace("configure '--prefix=/opt'", """configure '--prefix=/opt', command: ['sh', '../configure']
                noInstall()""").replace('strip /opt/bin/tool', '''
                    printf '#!/bin/sh\\\\necho tool 1.0\\\\n' > /opt/bin/tool
                    chmod 0700 /opt/bin/tool
                    echo flavour > /opt/etc/tool.conf''')
        }

        when:
        build.runUntil('name')

        then:
        build.root('system')['/opt/bin/tool'].permissions == '0700'
        build.layer('tool').removed == ['/opt/etc/old']
        build.log('tool/verify').contains('tool 1.0')
        calls == []
    }
}
