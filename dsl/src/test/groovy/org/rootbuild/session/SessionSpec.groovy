package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.source
import static org.rootbuild.session.Bench.step
import static org.rootbuild.session.Bench.write

import java.nio.file.Files
import org.rootbuild.event.SessionEvent
import org.rootbuild.model.Fields
import org.rootbuild.model.Value
import org.rootbuild.problem.Failure
import org.rootbuild.problem.HostLacks
import org.rootbuild.verb.Closures
import spock.lang.Timeout

/** How a session walks: steps, retries, skips, takes back, reloads. */
@Timeout(60)
class SessionSpec extends SessionStory {
    def 'a run makes every node once and puts the artifact out'() {
        when:
        def outcome = bench.run(three())
        then:
        outcome == new Outcome.Finished()
        bench.ran == ['put /a', 'put /b', 'put /c', 'list']
        bench.lines('list.txt')*.split(' ')*.getAt(1) == ['', 'a', 'b', 'c']
        when:
        bench.ran.clear()
        def again = bench.run(three())
        then:
        again == new Outcome.Finished()
        bench.ran == []
        bench.heard(SessionEvent.NodeEnded)*.state() == ['reused'] * 3
    }

    def 'events come in the order in which things happen'() {
        when:
        bench.run(recipe(pass('one', 'r', put('put', '/a', '1'), put('put:2', '/b', '2'))))
        then:
        bench.events*.class*.simpleName == ['Planned', 'NodeStarted', 'StepStarted', 'Logged', 'StepEnded',
            'StepStarted', 'Logged', 'StepEnded', 'Stored', 'NodeEnded', 'Ended']
        bench.heard(SessionEvent.StepStarted)*.number() == [1, 2]
        bench.heard(SessionEvent.NodeStarted)[0].reasons() == ['it was never made here']
    }

    def 'it steps, goes to the end of a node, and stops before a named one'() {
        given:
        def session = bench.open(three())
        expect:
        session.position().get() == new Position('one', 'put', State.PENDING)
        session.step() == new Outcome.StepDone('one', 'put')
        session.position().get() == new Position('one', 'put:2', State.RUNNING)
        session.next() == new Outcome.NodeDone('one', State.DONE)
        session.run(Optional.of('list.txt')) == new Outcome.Reached('list.txt')
        states(session) == ['one DONE', 'two DONE', 'list.txt PENDING']
        session.next() == new Outcome.NodeDone('list.txt', State.DONE)
        session.position() == Optional.empty()
        session.step() == new Outcome.Finished()
        cleanup:
        session.close()
    }

    def 'what a session made itself has nothing left to do'() {
        given:
        def session = bench.open(three())
        when:
        session.next()
        then:
        session.inspect('one').state() == State.DONE
        session.inspect('one').steps()*.done() == [true, true]
        session.inspect('two').steps()*.done().every { !it }
        cleanup:
        session.close()
    }

    def 'a failed step is tried again on what the steps before it left'() {
        given:
        def attempts = 0
        bench.acts.once = { context ->
            assert context.tree().get('left').isEmpty()
            write('/left', 'over').run(context)
            context.activity().log('trying')
            if (attempts++ == 0) {
                throw new Failure('it did not work', 'Try again.')
            }
        } as Bench.Act
        def recipe = recipe(pass('one', 'r', put('put', '/a', '1'), act('act', 'once'), put('put:2', '/b', '2')))
        def session = bench.open(recipe)
        when:
        def outcome = session.run(Optional.empty())
        then:
        outcome instanceof Outcome.Failed
        with(outcome.failure()) {
            node() == 'one'
            step() == 'act'
            message() == 'it did not work'
            remedy() == 'Try again.'
            lastLines() == ['trying']
            location().toString() == 'recipe.groovy:4:1'
            Files.readAllLines(log()) == ['trying', 'rootbuild: it did not work']
        }
        session.failure().present
        session.position().get() == new Position('one', 'act', State.FAILED)
        session.step() == outcome
        when:
        session.retry(Session.Retry.STEP)
        then:
        session.position().get() == new Position('one', 'act', State.PENDING)
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran == ['put /a', 'act once', 'act once', 'put /b']
        cleanup:
        session.close()
    }

    def 'retrying the pass begins it anew'() {
        given:
        bench.acts.fails = { throw new Failure('no', 'Mend it.') } as Bench.Act
        def session = bench.open(recipe(pass('one', 'r', put('put', '/a', '1'), act('act', 'fails'))))
        session.run(Optional.empty())
        when:
        session.retry(Session.Retry.PASS)
        then:
        session.position().get().step() == 'put'
        when:
        bench.acts.fails = write('/b', '2')
        session.run(Optional.empty())
        then:
        bench.ran == ['put /a', 'act fails', 'put /a', 'act fails']
        session.inspect('one').changes().get()*.path() == ['a', 'b']
        cleanup:
        session.close()
    }

    def 'whatever a step throws is a failure in words'() {
        given:
        bench.acts.fails = { throw thrown } as Bench.Act
        when:
        def outcome = bench.run(recipe(pass('one', 'r', act('act', 'fails'))))
        then:
        outcome.failure().message() == message
        outcome.failure().hostLacks() == (thrown instanceof HostLacks)
        where:
        thrown                                                   | message
        new NullPointerException('x')                            | 'NullPointerException: x'
        new AssertionError((Object) 'no')                        | 'AssertionError: no'
        new StackOverflowError()                                 | 'StackOverflowError: StackOverflowError'
        new NoClassDefFoundError('a/B')                          | 'NoClassDefFoundError: a/B'
        new IOException('No space left on device')               | 'the disk is full: No space left on device'
        new java.nio.file.NoSuchFileException('/x')              | 'there is no file /x'
        new java.nio.file.InvalidPathException('\u00fc', 'odd')  | "the name '\u00fc' cannot be written here: odd"
        new HostLacks('there is no qemu', 'Install qemu.')       | 'there is no qemu'
    }

    def 'a verb that nobody registered is a failure that names it'() {
        expect:
        bench.run(recipe(pass('one', 'r', step('x', 'unheard-of', Fields.none())))).failure().message() ==
            "nothing registered here can carry out 'unheard-of'"
    }

    def 'a session that was closed goes on behind the steps that are done'() {
        given:
        bench.acts.fails = { throw new Failure('no', 'Mend it.') } as Bench.Act
        def recipe = recipe(pass('one', 'r', put('put', '/a', '1'), act('act', 'fails'), put('put:2', '/b', '2')))
        bench.run(recipe)
        when:
        bench.ran.clear()
        bench.acts.fails = write('/mended', 'x')
        def outcome = bench.run(recipe)
        then:
        outcome == new Outcome.Finished()
        bench.ran == ['act fails', 'put /b']
        bench.heard(SessionEvent.Noted)*.sentence() == ["goes on at 'act': 1 of 3 steps were done before"]
        bench.inspect(recipe, 'one').changes().get()*.path() == ['a', 'b', 'mended']
    }

    def 'an edit before the failed step makes the steps from there on again'() {
        given:
        bench.acts.fails = { throw new Failure('no', 'Mend it.') } as Bench.Act
        def session = bench.open(recipe(pass('one', 'r', put('put', '/a', '1'), put('put:2', '/b', '2'), act('act', 'fails'))))
        session.run(Optional.empty())
        bench.ran.clear()
        bench.acts.fails = write('/c', 'x')
        when:
        session.reload(recipe(pass('one', 'r', put('put', '/a', '1'), put('put:2', '/b', 'edited'), act('act', 'fails'))),
            { code -> null } as Closures)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran == ['put /b', 'act fails']
        cleanup:
        session.close()
    }

    def 'reloading keeps what the edit does not reach'() {
        given:
        def session = bench.open(three())
        session.run(Optional.empty())
        when:
        session.reload(recipe(pass('one', 'r', put('put', '/a', '1'), put('put:2', '/b', '2')),
            pass('two', 'r', put('put', '/c', 'edited')), listing('list.txt', 'r')), { code -> null } as Closures)
        then:
        states(session) == ['one DONE', 'two PENDING', 'list.txt PENDING']
        session.plan().find('two').get().reasons() == ["'text' of put changed from '3' to 'edited'"]
        cleanup:
        session.close()
    }

    def 'a reload that cannot be planned changes nothing'() {
        given:
        bench.targets = ['two'] as Set
        def session = bench.open(three())
        when:
        session.reload(recipe(pass('tow', 'r', put('put', '/a', '1'))), { code -> null } as Closures)
        then:
        thrown(Failure)
        session.run(Optional.empty()) == new Outcome.Finished()
        cleanup:
        session.close()
    }

    def 'what is skipped leaves nothing, and what comes after does without'() {
        given:
        bench.acts.fails = { throw new Failure('no', 'Mend it.') } as Bench.Act
        def recipe = recipe(pass('one', 'r', put('put', '/a', '1')), pass('two', 'r', act('act', 'fails')),
            pass('three', 'r', put('put', '/c', '3')), listing('list.txt', 'r'))
        def session = bench.open(recipe)
        session.run(Optional.empty())
        when:
        session.skip()
        then:
        states(session) == ['one REUSED', 'two SKIPPED', 'three PENDING', 'list.txt PENDING'] ||
            states(session) == ['one DONE', 'two SKIPPED', 'three PENDING', 'list.txt PENDING']
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.lines('list.txt')*.split(' ')*.getAt(1) == ['', 'a', 'c']
        session.close()
        when: 'the next walk tries it again'
        bench.acts.fails = write('/b', '2')
        bench.run(recipe)
        then:
        bench.lines('list.txt')*.split(' ')*.getAt(1) == ['', 'a', 'b', 'c']
    }

    def 'a source cannot be skipped'() {
        given:
        def session = bench.open(recipe(source('gcc'), pass('one', 'r', step('act', 'act',
            Fields.builder().text('act', 'x').ref('from', Value.RefKind.SOURCE, 'gcc').build()))).with {
            bench.given.gcc = 'x'.bytes
            it
        })
        when:
        session.skip()
        then:
        def failure = thrown(Failure)
        failure.message == "the source 'gcc' cannot be passed over, for what comes next is made of it"
        cleanup:
        session.close()
    }

    def 'rolling back takes along what was made with it'() {
        given:
        def session = bench.open(three())
        session.run(Optional.empty())
        bench.ran.clear()
        when:
        def taken = session.rollback('two')
        then:
        taken == ['two', 'list.txt']
        states(session) == ['one DONE', 'two PENDING', 'list.txt PENDING']
        session.plan().find('two').get().reasons() == ['it was rolled back']
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran == ['put /c', 'list']
        when:
        session.rollback('tow')
        then:
        def failure = thrown(Failure)
        failure.message == "there is no 'tow' in this plan. Did you mean 'two'?"
        cleanup:
        session.close()
    }

    def 'a pass that is rolled back while it stands begins anew, and its new result takes the place of the old'() {
        given:
        def text = '1'
        bench.acts.varies = { write('/v', text).run(it) } as Bench.Act
        def recipe = recipe(pass('one', 'r', put('put', '/a', '1'), act('act', 'varies')), listing('list.txt', 'r'))
        bench.run(recipe)
        def old = bench.out('list.txt')
        def session = bench.open(recipe)
        when:
        session.rollback('one')
        session.step()
        session.rollback('one')
        bench.ran.clear()
        text = '2'
        session.run(Optional.empty())
        session.close()
        then:
        bench.ran == ['put /a', 'act varies', 'list']
        bench.out('list.txt') != old
        bench.run(recipe) == new Outcome.Finished()
        bench.ran == ['put /a', 'act varies', 'list']
    }
}
