package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.write

import org.rootbuild.plan.Verdict
import org.rootbuild.problem.Failure

/** Layers that a person had a hand in. */
class SessionTouchedSpec extends SessionStory {
    private int tries

    def setup() {
        bench.acts.odd = { context ->
            write("/try${++tries}", 'x').run(context)
            if (tries == 1) {
                throw new Failure('it is odd', 'Look.')
            }
        } as Bench.Act
    }

    private static odd() {
        recipe(pass('one', 'r', put('put', '/a', 'a'), act('act', 'odd')), pass('two', 'r', put('put', '/b', 'b')),
            listing('list', 'r'))
    }

    private List<String> paths() {
        bench.lines('list')*.split(' ')*.getAt(1)
    }

    def 'a retry here keeps what the failed attempt left, and the layer says so'() {
        given:
        def session = bench.open(odd())
        when:
        session.run(Optional.empty())
        session.retry(Session.Retry.HERE)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        paths().containsAll(['try1', 'try2', 'a', 'b'])
        session.plan().find('one').get().touched()
        !session.plan().find('two').get().touched()
        session.close()
    }

    def 'it is used again by this recipe, by no other state, and not by a clean run'() {
        given:
        def session = bench.open(odd())
        session.run(Optional.empty())
        session.retry(Session.Retry.HERE)
        session.run(Optional.empty())
        session.close()
        bench.ran.clear()
        expect:
        bench.run(odd()) == new Outcome.Finished()
        bench.ran.empty
        bench.plan(odd()).find('one').get().touched()
        when:
        bench.manner = new Manner(Manner.Isolation.AUTO, true)
        then:
        bench.plan(odd()).find('one').get().reasons() == ['its layer was touched by hand']
        bench.plan(odd()).find('two').get().verdict() == Verdict.RUN
        bench.run(odd()) == new Outcome.Finished()
        !paths().contains('try1')
        when:
        bench.manner = Manner.USUAL
        bench.ran.clear()
        then:
        bench.run(odd()) == new Outcome.Finished()
        bench.ran.empty
        !bench.plan(odd()).find('one').get().touched()
    }

    def 'another recipe makes its own'() {
        given:
        def session = bench.open(odd())
        session.run(Optional.empty())
        session.retry(Session.Retry.HERE)
        session.run(Optional.empty())
        session.close()
        bench.ran.clear()
        expect:
        bench.runElsewhere(odd()) == new Outcome.Finished()
        bench.ran == ['put /a', 'act odd', 'put /b', 'list']
        !paths().contains('try1')
    }
}
