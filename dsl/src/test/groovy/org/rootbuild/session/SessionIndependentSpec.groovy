package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.write

import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import org.rootbuild.event.SessionEvent
import org.rootbuild.model.Fields
import org.rootbuild.model.Group
import org.rootbuild.model.Location
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe
import org.rootbuild.model.Root
import org.rootbuild.model.Step
import org.rootbuild.problem.Failure
import spock.lang.Timeout

/** Blocks of independent passes in a session. */
@Timeout(60)
class SessionIndependentSpec extends SessionStory {
    private static final Location HERE = new Location('recipe.groovy', 1, 1)

    private static Node.Pass pass(String name, List<String> lastWins = null, Step... steps) {
        new Node.Pass(name, 'r', steps as List, lastWins == null ? Optional.empty()
            : Optional.of(new Group('r:independent', Optional.empty(), lastWins)), HERE)
    }

    private static Recipe confined(Node... nodes) {
        recipe([new Root('r', Optional.empty(), Fields.builder().text('chroot', '/mnt/lfs').build(), HERE)], nodes as List)
    }

    private List<String> listed() {
        bench.lines('list')*.split(' ')*.getAt(1)
    }

    def 'members run at once on the base alone, and what comes after sees all of them'() {
        given:
        def both = new CountDownLatch(2)
        ['m4', 'sed'].each { name ->
            bench.acts[name] = { context ->
                both.countDown()
                if (!both.await(20, TimeUnit.SECONDS)) {
                    throw new Failure('the other one never came', 'Let both run at once.')
                }
                assert context.tree().get('base').present
                assert context.tree().get(name == 'm4' ? 'bin/sed' : 'bin/m4').empty
                write("/bin/$name", name).run(context)
            } as Bench.Act
        }
        bench.acts.end = { context ->
            assert context.tree().get('bin/m4').present && context.tree().get('bin/sed').present
        } as Bench.Act
        def recipe = recipe(pass('gcc', put('put', '/base', 'x')), pass('m4', [], act('act', 'm4')),
            pass('sed', [], act('act', 'sed')), pass('end', act('act', 'end')), listing('list', 'r'))

        expect:
        bench.run(recipe) == new Outcome.Finished()
        listed().containsAll(['base', 'bin', 'bin/m4', 'bin/sed'])
        bench.run(recipe) == new Outcome.Finished()
        bench.ran.count { it.startsWith('act') } == 3
    }

    def 'an edit of a member makes it and what comes after again, and no sibling'() {
        given:
        def recipe = { String sed -> recipe(pass('m4', [], put('put', '/m4', 'm4')), pass('sed', [], put('put', '/sed', sed)),
            pass('end', put('put', '/end', 'x'))) }
        bench.run(recipe('1'))
        bench.ran.clear()

        expect:
        bench.run(recipe('2')) == new Outcome.Finished()
        bench.ran as Set == ['put /sed', 'put /end'] as Set
    }

    def 'two that made a path differently stop the build, also when both layers come out of the store'() {
        given:
        def recipe = { List<String> lastWins -> recipe(pass('m4', lastWins, put('put', '/doc', '1')),
            pass('sed', lastWins, put('put', '/doc', '2')), pass('end', put('put', '/end', 'x')), listing('list', 'r')) }
        String message = "stacking the layers of independent passes found a path that they made differently: /doc ('m4' and 'sed': different content)"

        expect:
        ((Outcome.Failed) bench.run(recipe([]))).failure().message() == message
        ((Outcome.Failed) bench.run(recipe([]))).failure().message() == message
        !bench.ran.contains('put /end')

        when: 'it may differ'
        bench.ran.clear()
        def outcome = bench.run(recipe(['/doc']))

        then: 'neither is made again, and the last wins'
        outcome == new Outcome.Finished()
        bench.ran == ['put /end', 'list list'] || bench.ran.findAll { it.startsWith('put') } == ['put /end']
        bench.lines('list').find { it.contains(' doc') }.contains('2')
    }

    def 'a pass that is made while two others do not agree is made'() {
        given:
        bench.acts.late = {
            while (bench.heard(SessionEvent.NodeFailed).empty) {
                Thread.sleep(5)
            }
        } as Bench.Act
        def recipe = recipe(pass('m4', [], put('put', '/doc', '1')), pass('sed', [], put('put', '/doc', '2')),
            pass('late', [], act('act', 'late')), pass('end', put('put', '/end', 'x')))

        expect:
        bench.run(recipe) instanceof Outcome.Failed
        bench.heard(SessionEvent.NodeFailed)*.node() in [['sed'], ['m4']]
    }

    def 'patterns are paths of the folder that the passes are confined to'() {
        given:
        def recipe = { List<String> lastWins -> confined(pass('m4', lastWins, put('put', '/mnt/lfs/doc', '1')),
            pass('sed', lastWins, put('put', '/mnt/lfs/doc', '2')), listing('list', 'r')) }

        expect:
        bench.run(recipe(['/mnt/lfs/doc'])) instanceof Outcome.Failed
        bench.run(recipe(['/doc'])) == new Outcome.Finished()
    }

    def 'a member alone can be the target'() {
        given:
        bench.targets = ['sed'] as Set

        expect:
        bench.run(recipe(pass('m4', [], put('put', '/m4', 'm4')), pass('sed', [], put('put', '/sed', 'sed')),
            pass('end', put('put', '/end', 'x')))) == new Outcome.Finished()
        bench.ran == ['put /sed']
    }
}
