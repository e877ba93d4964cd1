package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe

import java.nio.file.Files
import java.nio.file.Path
import org.rootbuild.layer.Digests
import org.rootbuild.model.Recipe
import org.rootbuild.problem.Failure
import org.rootbuild.verb.Stage
import spock.lang.Timeout

/** Going into a pass and coming back. Needs a kernel that lets root stack folders. */
@Timeout(120)
class SessionEntranceSpec extends SessionStory {
    private static Recipe usual() {
        recipe(pass('base', 'r', put('put', '/etc/conf', 'old')),
            pass('make', 'r', act('build', 'build'), put('put', '/between', 'b'), act('install', 'install')),
            pass('more', 'r', put('put:2', '/z', 'z')), listing('list', 'r'))
    }

    def setup() {
        bench.acts.build = Mounted.sh('mkdir build; echo object > build/o')
        bench.acts.install = Mounted.sh('test -e build/o; test -e part || echo half > part; grep -q whole part')
    }

    private Session failed() {
        def session = bench.open(usual())
        assert session.run(Optional.empty()) instanceof Outcome.Failed
        bench.ran.clear()
        session
    }

    private static String inside(Entrance entrance, String text) {
        Mounted.run(entrance.stage(), entrance.scratch(), text)
    }

    private static List<String> changed(Entrance entrance) {
        entrance.changes().collect { "${it.kind()} ${it.path()}".toString() }
    }

    private List<String> paths() {
        bench.lines('list')*.split(' ')*.getAt(1)
    }

    /** Everything in the store and the workspace, by its bytes. */
    private SortedMap<String, String> bytes() {
        def found = new TreeMap<String, String>()
        def top = bench.store.folder().toAbsolutePath()
        top.toFile().eachFileRecurse { plain ->
            def file = plain.toPath()
            def name = top.relativize(file).toString()
            if (Files.isRegularFile(file) && !(name =~ '^(trash|tmp|temporary|views|users|memory)|/visits/|stepjobs')) {
                found[name] = Digests.ofFile(file)
            }
        }
        found
    }

    def 'what is mended in a failed step and kept is there when it is retried here, and the layer is touched'() {
        given:
        def session = failed()
        def entrance = session.entrance('make', false)
        expect:
        entrance.about() == "as the failed step 'make/install' left it"
        entrance.step() == Optional.of('install')
        inside(entrance, 'cat part build/o between etc/conf; echo whole > part; rm between; echo n > build/new') ==
            'half\nobject\nbold'
        changed(entrance) == ['REMOVED between', 'ADDED build/new', 'CHANGED part']
        entrance.differences()*.path() == ['between', 'build/new', 'part']
        when:
        entrance.keep()
        entrance.close()
        session.retry(Session.Retry.HERE)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        session.plan().find('make').get().touched()
        paths().containsAll(['part', 'z'])
        !paths().contains('between')
        cleanup:
        session.close()
    }

    def 'another process goes on with it too'() {
        given:
        def session = failed()
        def entrance = session.entrance('make/install', false)
        inside(entrance, 'echo whole > part')
        entrance.keep()
        entrance.close()
        session.close()
        def again = bench.open(usual())
        expect:
        again.goOnHere()*.step() == ['install']
        again.run(Optional.empty()) == new Outcome.Finished()
        again.plan().find('make').get().touched()
        bench.ran == ['act install', 'put /z', 'list']
        cleanup:
        again.close()
    }

    def 'what is dropped, or only looked at, changes no byte of what the build made'() {
        given:
        def session = failed()
        def before = bytes()
        expect:
        before.size() > 5
        ['make', 'make/build', 'make/put', 'base'].every { place ->
            [true, false].every { looksBefore ->
                def entrance = session.entrance(place, looksBefore)
                inside(entrance, 'find . > /dev/null; echo gone > part; rm -rf build etc between; echo x > etc')
                assert !entrance.changes().isEmpty()
                entrance.close()
                bytes() == before
            }
        }
        cleanup:
        session.close()
    }

    def 'where a step stands that did not run yet, what is kept goes before it'() {
        given:
        def session = bench.open(usual())
        session.run(Optional.of('make'))
        session.step()
        def entrance = session.entrance('make', false)
        expect:
        entrance.about() == "as it stands before the step 'make/put'"
        inside(entrance, 'ls build; echo whole > part; echo by hand > between') == 'o\n'
        when:
        entrance.keep()
        entrance.close()
        def second = session.entrance('make/put', false)
        then:
        inside(second, 'cat part; echo two > second') == 'whole\n'
        changed(second).contains('ADDED second')
        when:
        second.keep()
        second.close()
        if (closed) {
            session.close()
            session = bench.open(usual())
        }
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        session.plan().find('make').get().touched()
        paths().containsAll(['part', 'second', 'between'])
        cleanup:
        session.close()
        where:
        closed << [false, true]
    }

    def 'a step in Java that failed is mended by what is kept before it'() {
        given:
        bench.acts.install = { context ->
            context.tree().remove('/between')
            if (context.tree().get('mended').isEmpty()) {
                throw new Failure('it is not mended', 'Mend it.')
            }
        } as Bench.Act
        def session = failed()
        def entrance = session.entrance('make', false)
        expect:
        entrance.about() == "as it stands before the step 'make/install'"
        inside(entrance, 'cat between; echo x > mended') == 'b'
        when:
        entrance.keep()
        entrance.close()
        session.retry(Session.Retry.STEP)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        session.plan().find('make').get().touched()
        cleanup:
        session.close()
    }

    def 'taking the pass back takes what was kept with it'() {
        given:
        def session = bench.open(usual())
        session.run(Optional.of('make'))
        def entrance = session.entrance('make', false)
        inside(entrance, 'echo whole > part')
        entrance.keep()
        entrance.close()
        session.rollback('make')
        bench.acts.install = Mounted.sh('test ! -e part; echo clean > part')
        expect:
        session.run(Optional.empty()) == new Outcome.Finished()
        !session.plan().find('make').get().touched()
        cleanup:
        session.close()
    }

    def 'a finished pass is shown as it is and as it was before, and keeps nothing'() {
        given:
        bench.acts.install = Mounted.sh('echo x > part')
        def session = bench.open(usual())
        session.run(Optional.empty())
        def after = session.entrance('make', false)
        expect:
        inside(after, 'ls; echo y > part') == 'between\netc\npart\n'
        changed(after) == ['CHANGED part']
        when:
        after.keep()
        then:
        def refused = thrown(Failure)
        refused.message == "the pass 'make' is finished, and its layer never changes"
        refused.remedy().contains('rollback make')
        when:
        after.close()
        def before = session.entrance('make', true)
        then:
        inside(before, 'ls') == 'etc\n'
        cleanup:
        before?.close()
        session.close()
    }

    def 'places that there are not say what there is'() {
        given:
        def session = failed()
        when:
        session.entrance(place, false)
        then:
        def failure = thrown(Failure)
        failure.message == message
        cleanup:
        session.close()
        where:
        place          | message
        'mke'          | "there is no 'mke' in the recipe 'bench'. Did you mean 'make'?"
        'make/instal'  | "'make' has no step 'instal'. Did you mean 'install'?"
        'more'         | "'more' stands on 'make', which is not made yet"
        'list'         | "'list' is of the kind artifact, and only a pass has a root that one can go into"
    }

    def 'a visit that a dead process left is found again where nothing has changed since'() {
        given:
        def session = failed()
        def left = session.entrance('make', false)
        inside(left, 'echo whole > part')
        // Never closed, as if the process had been killed.
        session.close()
        def again = bench.open(usual())
        def entrance = again.entrance('make', false)
        expect:
        entrance.resumed()
        changed(entrance).contains('CHANGED part')
        when:
        entrance.drop()
        entrance.close()
        entrance = again.entrance('make', false)
        then:
        !entrance.resumed()
        when:
        inside(entrance, 'echo other > part')
        again.close()
        bench.run(usual())
        again = bench.open(usual())
        def fresh = again.entrance('make', false)
        then:
        !fresh.resumed()
        changed(fresh) == []
        cleanup:
        fresh?.close()
        again.close()
    }

    def 'a visit that was being kept when the process died is kept by the next one'() {
        given:
        def session = failed()
        def left = session.entrance('make', false)
        inside(left, 'echo whole > part')
        session.close()
        def work = new Workspace(bench.store.workspace(folder.resolve('state')))
        def visit = Files.list(work.visits()).withCloseable { it.toList()[0] }
        Files.writeString(visit.resolve('keeping'),
            "attempt\n${work.folder().relativize(Workspace.running(work.pass('make')))}\n")
        def again = bench.open(usual())
        expect:
        again.goOnHere()*.step() == ['install']
        again.run(Optional.empty()) == new Outcome.Finished()
        Files.list(work.visits()).withCloseable { it.count() } == 0
        cleanup:
        again.close()
    }

    def 'without isolation one goes into the folder, or a copy, and nothing is kept'() {
        given:
        bench.manner = new Manner(Manner.Isolation.NONE, false)
        def session = failed()
        def live = session.entrance('make', false)
        expect:
        live.stage() instanceof Stage.Folder
        inside(live, 'cat part; echo whole > part') == 'half\n'
        live.refusal().get().message.startsWith('without isolation')
        when:
        live.close()
        def base = session.entrance('base', false)
        then:
        inside(base, 'cat etc/conf; echo x > etc/conf') == 'old'
        changed(base).contains('CHANGED etc/conf')
        when:
        base.close()
        session.retry(Session.Retry.HERE)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        cleanup:
        session.close()
    }
}
