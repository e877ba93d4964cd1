package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.root
import static org.rootbuild.session.Bench.source
import static org.rootbuild.session.Bench.step
import static org.rootbuild.session.Bench.write

import java.nio.file.Files
import org.rootbuild.event.SessionEvent
import org.rootbuild.model.Fields
import org.rootbuild.model.Value
import org.rootbuild.problem.Failure
import org.rootbuild.store.StoreCollector
import spock.lang.Timeout

/** What sources, checks, roots and a look into a node are to a session. */
@Timeout(60)
class SessionNodesSpec extends SessionStory {
    def 'sources that an index names are looked up first, and once'() {
        given:
        bench.given.gcc = 'gcc'.bytes
        bench.given.sed = 'sed'.bytes
        bench.indexed.addAll(['gcc', 'sed'])
        bench.acts.gcc = Bench.copy('gcc', '/gcc')
        bench.acts.sed = Bench.copy('sed', '/sed')
        def uses = { String name -> step('act', 'act', Fields.builder().text('act', name).ref('from', Value.RefKind.SOURCE, name).build()) }
        def recipe = recipe(source('gcc'), pass('one', 'r', put('put', '/a', '1'), uses('gcc')), source('sed'),
            pass('two', 'r', uses('sed')))
        when:
        def plan = bench.plan(recipe)
        then:
        plan.find('one').get().reasons() == ['a source that it needs is not looked up yet']
        plan.find('gcc').get().reasons() == ['it is not looked up yet']
        when:
        bench.run(recipe)
        then:
        bench.ran.take(2) == ['resolve gcc', 'resolve sed']
        bench.ran.count('fetch gcc') == 1
        bench.heard(SessionEvent.Planned).size() == 2
        when:
        bench.ran.clear()
        bench.run(recipe)
        then:
        bench.ran == []
        when: 'a refresh looks again'
        bench.refresh = true
        bench.given.sed = 'newer sed'.bytes
        bench.run(recipe)
        then:
        bench.ran == ['resolve gcc', 'resolve sed', 'fetch sed', 'act sed']
    }

    def 'a source that is not what its digest says is refused'() {
        given:
        bench.given.gcc = 'x'.bytes
        def recipe = recipe(source('gcc'), pass('one', 'r', step('act', 'act',
            Fields.builder().text('act', 'x').ref('from', Value.RefKind.SOURCE, 'gcc').build())))
        def session = bench.open(recipe)
        bench.given.gcc = 'tampered with'.bytes
        expect:
        session.run(Optional.empty()).failure().message().startsWith("the source 'gcc' has the SHA-256 ")
        !bench.store.hasSource(session.plan().find('gcc').get().fingerprint().get())
        cleanup:
        session.close()
    }

    def 'a local file that was mended after a failure counts as it is now'() {
        given:
        bench.given.conf = 'wrong'.bytes
        bench.acts.strict = {
            if (Files.readString(it.source(new Value.Ref(Value.RefKind.SOURCE, 'conf'))) == 'wrong') {
                throw new Failure('it is wrong', 'Mend the file.')
            }
        } as Bench.Act
        def recipe = recipe(source('conf'), pass('one', 'r', step('act', 'act',
            Fields.builder().text('act', 'strict').ref('from', Value.RefKind.SOURCE, 'conf').build())))
        def session = bench.open(recipe)
        session.run(Optional.empty())
        def wrong = session.plan().find('one').get().fingerprint()
        when:
        bench.given.conf = 'right'.bytes
        session.retry(Session.Retry.STEP)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        session.plan().find('one').get().fingerprint() != wrong
        cleanup:
        session.close()
    }

    def 'a check that does not hold fails, and one that held is not tried again'() {
        given:
        def recipe = { String wanted -> recipe(pass('one', 'r', put('put', '/a', '1')), listing('list.txt', 'r'), check(wanted)) }
        expect:
        bench.run(recipe('nothing like that')).failure().message() == "there is no 'nothing like that' in it"
        bench.run(recipe('f a ')) == new Outcome.Finished()
        bench.ran.count('holds') == 2
        bench.run(recipe('f a ')) == new Outcome.Finished()
        bench.ran.count('holds') == 2
    }

    def 'a pass without steps leaves an empty layer'() {
        expect:
        bench.run(recipe(pass('none', 'r'), listing('list.txt', 'r'))) == new Outcome.Finished()
        bench.lines('list.txt') == ['d  755']
    }

    def 'a root made from another has its own passes on top of it'() {
        given:
        def recipe = recipe([root('base'), root('top', 'base')], [pass('one', 'base', put('put', '/a', '1')),
            pass('two', 'top', put('put', '/b', '2')), listing('base.txt', 'base'), listing('top.txt', 'top')])
        when:
        bench.run(recipe)
        then:
        bench.lines('base.txt').size() == 2
        bench.lines('top.txt').size() == 3
    }

    def 'a node can be looked into, with a session and without'() {
        given:
        def recipe = recipe(pass('one', 'r', put('put', '/etc/a', '1'), put('put:2', '/etc/b', '22')),
            pass('two', 'r', put('put', '/etc/a', 'longer'), act('act', 'remove'), act('act:2', 'fails')), listing('list.txt', 'r'))
        bench.acts.remove = { it.tree().remove('/etc/b') } as Bench.Act
        bench.acts.fails = {
            write('/half', 'way').run(it)
            throw new Failure('no', 'Mend it.')
        } as Bench.Act
        bench.run(recipe)
        when:
        def one = bench.inspect(recipe, 'one')
        then:
        one.state() == State.REUSED
        one.lastRun().get().fingerprint() == one.planned().fingerprint().get()
        one.lastRun().get().ended() == bench.clock.instant()
        one.changes().get() == [
            new Inspection.Changed(Inspection.Kind.ADDED, 'etc', 'd' as char, 0, 0),
            new Inspection.Changed(Inspection.Kind.ADDED, 'etc/a', 'f' as char, 0, 1),
            new Inspection.Changed(Inspection.Kind.ADDED, 'etc/b', 'f' as char, 0, 2)]
        one.steps()*.name() == ['put', 'put:2']
        one.steps().every { it.done() && it.millis().present }
        Files.readAllLines(one.steps()[0].log()) == ['writing /etc/a']
        when:
        def two = bench.inspect(recipe, 'two/act')
        then:
        two.state() == State.FAILED
        two.failure().get().step() == 'act:2'
        two.failure().get().message() == 'no'
        two.steps()*.done() == [true, true, false]
        two.selected().get().changes().get() == [
            new Inspection.Changed(Inspection.Kind.REMOVED, 'etc/b', 'f' as char, 2, 0)]
        two.steps()[0].changes().get() == [new Inspection.Changed(Inspection.Kind.CHANGED, 'etc/a', 'f' as char, 1, 6)]
        two.steps()[2].changes().get()*.path() == ['half']
        two.changes().empty
        when:
        def session = bench.open(recipe)
        then:
        session.inspect('list.txt').state() == State.PENDING
        session.inspect('two').steps()*.done() == [true, true, false]
        when:
        bench.acts.fails = write('/whole', 'x')
        session.run(Optional.empty())
        session.close()
        then:
        bench.inspect(recipe, 'two').changes().get()*.path() == ['etc/a', 'etc/b', 'whole']
        bench.inspect(recipe, 'list.txt').file().get().toFile().length() > 0
        when:
        bench.inspect(recipe, path)
        then:
        def failure = thrown(Failure)
        failure.message == message
        where:
        path       | message
        'twoo'     | "there is no 'twoo' in the recipe 'bench'. Did you mean 'two'?"
        'two/acr'  | "'two' has no step 'acr'. Did you mean 'act'?"
    }

    def 'a node at work is seen running from outside'() {
        given:
        def recipe = three()
        def session = bench.open(recipe)
        session.step()
        expect:
        bench.inspect(recipe, 'one').state() == State.RUNNING
        bench.inspect(recipe, 'one').steps()*.done() == [true, false]
        bench.inspect(recipe, 'two').state() == State.PENDING
        cleanup:
        session.close()
    }

    def 'nothing is collected while a session runs'() {
        given:
        def session = bench.open(three())
        def collector = new StoreCollector(bench.store, bench.clock)
        when:
        collector.collect(0, 'a collection')
        then:
        def failure = thrown(Failure)
        failure.message.contains("is in use by process ${ProcessHandle.current().pid()}, 'bench run', since ")
        when:
        session.run(Optional.empty())
        session.close()
        collector.collect(0, 'a collection')
        then:
        bench.run(three()) == new Outcome.Finished()
        bench.ran.count('list') == 2
    }
}
