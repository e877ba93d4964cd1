package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe

import java.nio.file.Files
import java.nio.file.Path
import org.rootbuild.model.Recipe
import org.rootbuild.plan.Verdict
import org.rootbuild.problem.Failure
import spock.lang.Timeout

/** Going on at a failed step with what it left, in another process. Needs a kernel that lets root stack folders. */
@Timeout(120)
class SessionHereSpec extends SessionStory {
    private static Recipe usual(String text = 'old') {
        recipe(pass('base', 'r', put('put', '/etc/conf', text)),
            pass('make', 'r', act('build', 'build'), act('install', 'install')),
            pass('more', 'r', put('put:2', '/z', 'z')), listing('list', 'r'))
    }

    def setup() {
        bench.acts.build = Mounted.sh('mkdir build; echo object > build/o')
        bench.acts.install = Mounted.sh('test -e build/o; test -e part || echo half > part; grep -q whole part')
    }

    private List<String> paths() {
        bench.lines('list')*.split(' ')*.getAt(1)
    }

    /** Fails, and answers where the files lie that it left. */
    private Path failed() {
        def session = bench.open(usual())
        session.run(Optional.empty())
        def left = session.leftFiles().get()
        session.close()
        bench.ran.clear()
        left
    }

    def 'a step that was mended by hand goes on with that, and its layer is touched'() {
        given:
        def left = failed()
        assert Files.readString(left.resolve('part')) == 'half\n'
        Files.writeString(left.resolve('part'), 'whole\n')
        def session = bench.open(usual())
        expect:
        session.goOnHere() == [new Position('make', 'install', State.PENDING)]
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran == ['act install', 'put /z', 'list']
        session.plan().find('make').get().touched()
        paths().contains('part')
        cleanup:
        session.close()
    }

    def 'one that fails again can be mended again, and a plain run begins at the checkpoint'() {
        given:
        def left = failed()
        Files.writeString(left.resolve('part'), 'quarter\n')
        def session = bench.open(usual())
        session.goOnHere()
        assert session.run(Optional.empty()) instanceof Outcome.Failed
        session.close()
        assert Files.readString(left.resolve('part')) == 'quarter\n'
        bench.acts.install = Mounted.sh('test ! -e part; echo clean > part')
        expect:
        bench.run(usual()) == new Outcome.Finished()
        !bench.plan(usual()).find('make').get().touched()
    }

    def 'what a person did stays where it does not fit any more'() {
        given:
        def left = failed()
        when:
        def session = bench.open(usual('changed'))
        session.run(Optional.of('make'))
        session.goOnHere()
        then:
        def failure = thrown(Failure)
        failure.message.contains("'make/install'") && failure.message.contains('does not fit any more')
        Files.readString(left.resolve('part')) == 'half\n'
        cleanup:
        session.close()
    }

    def 'what lies below must be there first'() {
        given:
        def left = failed()
        when:
        def session = bench.open(usual('changed'))
        session.goOnHere()
        then:
        def failure = thrown(Failure)
        failure.message.contains("'base', which it needs, has to be made or brought first")
        Files.readString(left.resolve('part')) == 'half\n'
        cleanup:
        session.close()
    }

    def 'where nothing failed, or no program left anything, there is nothing to go on with'() {
        given:
        bench.acts.odd = { throw new Failure('it is odd', 'Look.') } as Bench.Act
        def odd = recipe(pass('one', 'r', act('odd', 'odd')))
        when:
        def session = bench.open(odd)
        session.goOnHere()
        then:
        def none = thrown(Failure)
        none.message == 'no step has failed that was not made since'
        when:
        session.run(Optional.empty())
        session.close()
        session = bench.open(odd)
        session.goOnHere()
        then:
        def java = thrown(Failure)
        java.message == "what failed last is 'one/odd', and it left no files of programs"
        cleanup:
        session.close()
    }

    def 'what the programs of a failed pass changed can be looked at, step by step'() {
        given:
        def left = failed()
        def seen = bench.inspect(usual(), 'make/install')
        expect:
        seen.steps()*.name() == ['build', 'install']
        seen.steps()[0].changes().get()*.path() == ['', 'build', 'build/o']
        seen.steps()[0].done()
        // The top folder's time, in whole seconds, is another one only now and then.
        seen.steps()[1].changes().get()*.path() - '' == ['part']
        !seen.steps()[1].done()
        seen.steps()[1].files() == Optional.of(left)
        Files.isDirectory(seen.steps()[0].files().get())
    }

    def 'a plan can say what would be made from a node on'() {
        given:
        bench.acts.install = Mounted.sh('echo x > part')
        bench.run(usual())
        def plan = Preview.planFrom(bench.settings('state'), usual(), bench.verbs(), bench.store, 'make')
        expect:
        plan.nodes().findAll { it.verdict() == Verdict.RUN }*.name() == ['make', 'more', 'list']
        plan.find('make').get().reasons() == ['it was rolled back']
        bench.plan(usual()).count(Verdict.RUN) == 0
    }

    def 'in a clean run too, and what was touched before is made again then'() {
        given:
        Files.writeString(failed().resolve('part'), 'whole\n')
        def first = bench.open(usual())
        first.goOnHere()
        first.run(Optional.empty())
        first.close()
        bench.manner = new Manner(Manner.Isolation.AUTO, true)
        Files.writeString(failed().resolve('part'), 'whole, again\n')
        def second = bench.open(usual())
        expect:
        second.goOnHere()*.step() == ['install']
        second.run(Optional.empty()) == new Outcome.Finished()
        second.plan().find('make').get().touched()
        bench.ran == ['act install', 'put /z', 'list']
        cleanup:
        second.close()
    }

    def 'what failed side by side goes on together, so that no hand-made change is lost'() {
        given:
        ['left', 'right'].each { bench.acts[it] = Mounted.sh("test -e $it || echo half > $it; grep -q whole $it") }
        def two = recipe([Bench.root('a'), Bench.root('b')], [pass('l', 'a', act('left', 'left')),
            pass('r', 'b', act('right', 'right')), listing('list.a', 'a'), listing('list.b', 'b')])
        def first = bench.open(two)
        first.run(Optional.empty())
        first.close()
        def work = bench.store.workspace(folder.resolve('state'))
        ['l': 'left', 'r': 'right'].each { pass, file ->
            def left = new Workspace(work).pass(pass).resolve("running/upper/$file")
            if (Files.exists(left)) {
                Files.writeString(left, 'whole\n')
            }
        }
        def second = bench.open(two)
        expect:
        second.goOnHere()*.node() as Set == ['l', 'r'] as Set
        second.run(Optional.empty()) == new Outcome.Finished()
        second.plan().nodes().findAll { it.touched() }*.name() as Set == ['l', 'r'] as Set
        cleanup:
        second.close()
    }
}
