package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.root
import static org.rootbuild.session.Bench.source
import static org.rootbuild.session.Bench.write

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import org.rootbuild.event.SessionEvent
import org.rootbuild.problem.Failure
import spock.lang.Timeout

/** Passes that do not need each other, side by side. */
@Timeout(60)
class SessionLanesSpec extends SessionStory {
    /** Both are in their step at the same time, or this fails after a while. */
    private Bench.Act meeting(CountDownLatch both, String path) {
        { context ->
            both.countDown()
            if (!both.await(20, TimeUnit.SECONDS)) {
                throw new Failure('the other one never came', 'Let both run at once.')
            }
            write(path, path).run(context)
        } as Bench.Act
    }

    def 'passes of different roots run at the same time'() {
        given:
        def both = new CountDownLatch(2)
        bench.acts.one = meeting(both, '/one')
        bench.acts.two = meeting(both, '/two')
        def recipe = recipe([root('a'), root('b')], [pass('one', 'a', act('act', 'one'), put('put', '/x', 'x')),
            pass('two', 'b', act('act', 'two')), listing('list', 'a'), listing('list2', 'b')])
        expect:
        bench.run(recipe) == new Outcome.Finished()
        bench.lines('list')*.split(' ')*.getAt(1).containsAll(['one', 'x'])
        bench.lines('list2')*.split(' ')*.getAt(1).contains('two')
        bench.run(recipe) == new Outcome.Finished()
        bench.ran.count { it.startsWith('act') } == 2
    }

    def 'when one fails the other is made to its end, and a retry goes on with the one'() {
        given:
        def failed = new CountDownLatch(1)
        bench.acts.bad = { context -> throw new Failure('it is bad', 'Mend it.') } as Bench.Act
        bench.acts.good = { context ->
            failed.await()
            write('/good', 'g').run(context)
        } as Bench.Act
        def recipe = recipe([root('a'), root('b')], [pass('one', 'a', put('put', '/x', 'x'), act('act', 'bad')),
            pass('two', 'b', act('act', 'good'), put('put', '/y', 'y')), pass('three', 'b', put('put', '/z', 'z'))])
        def session = bench.open(recipe)
        when:
        Thread.start {
            while (!bench.heard(SessionEvent.NodeFailed)) {
                Thread.sleep(5)
            }
            failed.countDown()
        }
        def outcome = session.run(Optional.empty())
        then:
        outcome instanceof Outcome.Failed
        session.failure().get().node() == 'one'
        session.states() == [one: State.FAILED, two: State.DONE, three: State.PENDING]
        when:
        bench.acts.bad = write('/mended', 'm')
        session.retry(Session.Retry.STEP)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran.count('put /x') == 1
        session.close()
        bench.run(recipe) == new Outcome.Finished()
        bench.heard(SessionEvent.NodeStarted).empty
    }

    def 'an interruption reaches all of them'() {
        given:
        def entered = new CountDownLatch(2)
        ['one', 'two'].each { name ->
            bench.acts[name] = {
                entered.countDown()
                Thread.sleep(60_000)
            } as Bench.Act
        }
        def session = bench.open(recipe([root('a'), root('b')],
            [pass('one', 'a', act('act', 'one')), pass('two', 'b', act('act', 'two'))]))
        when:
        Thread.start {
            entered.await()
            session.interrupt()
        }
        then:
        session.run(Optional.empty()) instanceof Outcome.Interrupted
        session.states().values() as Set == [State.PENDING] as Set
        when:
        bench.acts.one = write('/one', '1')
        bench.acts.two = write('/two', '2')
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        cleanup:
        session.close()
    }

    def 'sources are fetched for the next lane while another runs'() {
        given:
        bench.given.s1 = 'one'.bytes
        bench.given.s2 = 'two'.bytes
        def both = new CountDownLatch(2)
        bench.acts.one = { context ->
            meeting(both, '/m1').run(context)
            Bench.copy('s1', '/one').run(context)
        } as Bench.Act
        bench.acts.two = { context ->
            meeting(both, '/m2').run(context)
            Bench.copy('s2', '/two').run(context)
        } as Bench.Act
        def use = { String name, String act, String src -> new org.rootbuild.model.Step(name, 'act', 1,
            org.rootbuild.model.Fields.builder().text('act', act)
                .ref('source', org.rootbuild.model.Value.RefKind.SOURCE, src).build(),
            new org.rootbuild.model.Location('r', 1, 1)) }
        def recipe = recipe([root('a'), root('b')], [source('s1'), source('s2'),
            pass('one', 'a', use('act', 'one', 's1')), pass('two', 'b', use('act', 'two', 's2'))])
        expect:
        bench.run(recipe) == new Outcome.Finished()
        bench.ran.containsAll(['fetch s1', 'fetch s2'])
    }

    def 'what is named as the end is neither begun nor passed'() {
        given:
        def recipe = recipe([root('a'), root('b')], [pass('one', 'a', put('put', '/1', '1')),
            pass('two', 'b', put('put', '/2', '2')), pass('three', 'a', put('put', '/3', '3')),
            pass('four', 'b', put('put', '/4', '4'))])
        def session = bench.open(recipe)
        expect:
        session.run(Optional.of('three')) == new Outcome.Reached('three')
        session.states() == [one: State.DONE, two: State.DONE, three: State.PENDING, four: State.PENDING]
        cleanup:
        session.close()
    }
}
