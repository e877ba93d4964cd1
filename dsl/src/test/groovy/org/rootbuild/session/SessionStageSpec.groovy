package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe

import java.nio.file.Files
import java.nio.file.Path
import org.rootbuild.event.SessionEvent
import org.rootbuild.layer.Change
import org.rootbuild.layer.Manifest
import org.rootbuild.model.Fields
import org.rootbuild.model.Recipe
import org.rootbuild.model.Root
import spock.lang.Timeout

/** Passes whose steps run programs. Needs a kernel that lets root stack folders. */
@Timeout(120)
class SessionStageSpec extends SessionStory {
    private void sh(String name, String text) {
        bench.acts[name] = Mounted.sh(text)
    }

    private List<String> paths() {
        bench.lines('list')*.split(' ')*.getAt(1)
    }

    private Manifest layer(Recipe recipe, String pass) {
        String fingerprint = bench.plan(recipe).find(pass).get().fingerprint().get()
        bench.store.result(fingerprint).get().manifest()
    }

    private String content(Recipe recipe, String pass, String path) {
        def change = layer(recipe, pass).changes().find { it.path() == path } as Change.Put
        change.entry().content().bytes().with { new String(it) }
    }

    private static usual() {
        recipe(pass('base', 'r', put('put', '/etc/conf', 'old\n'), put('put:2', '/etc/gone', 'g'),
                put('put:3', '/etc/kept', 'kept')),
            pass('make', 'r', put('put', '/build/src', 'int x;'), act('configure', 'configure'), act('build', 'build'),
                put('note', '/etc/note', 'n'), act('install', 'install')),
            pass('more', 'r', act('more', 'more')), listing('list', 'r'))
    }

    private void usualActs() {
        sh('configure', 'test -f build/src; echo yes > build/configured')
        sh('build', 'cat build/configured; echo object > build/o; mkdir build/deep; echo d > build/deep/d')
        sh('install', 'test -f etc/note; mkdir -p usr/bin; cp build/o usr/bin/tool; ln usr/bin/tool usr/bin/twin;'
            + ' chmod 4755 usr/bin/tool; rm etc/gone; echo new >> etc/conf; ln -s tool usr/bin/link; mknod pipe p')
        sh('more', 'rm -r usr; mkdir usr; echo m > usr/m; test ! -e build')
    }

    def 'steps in Java and programs take turns, and the layer holds what they did but the build folder'() {
        given:
        usualActs()
        expect:
        bench.run(usual()) == new Outcome.Finished()
        layer(usual(), 'make').changes()*.path() == ['etc/conf', 'etc/gone', 'etc/note', 'pipe', 'usr', 'usr/bin',
            'usr/bin/link', 'usr/bin/tool', 'usr/bin/twin']
        content(usual(), 'make', 'etc/conf') == 'old\nnew\n'
        content(usual(), 'make', 'usr/bin/tool') == 'object\n'
        paths().findAll { it.startsWith('usr') || it.startsWith('build') } == ['usr', 'usr/m']
    }

    def 'what the clock of the machine said leaves no trace'() {
        given:
        usualActs()
        bench.run(usual())
        expect:
        layer(usual(), 'make').changes().findAll { it instanceof Change.Put }
            .every { it.entry().attributes().mtimeSeconds() <= 1000 }
    }

    def 'links, modes and ends are as the programs left them'() {
        given:
        usualActs()
        bench.run(usual())
        def entries = layer(usual(), 'make').changes().findAll { it instanceof Change.Put }
            .collectEntries { [it.path(), it.entry()] }
        expect:
        entries['usr/bin/tool'].linkGroup() == entries['usr/bin/twin'].linkGroup()
        entries['usr/bin/tool'].linkGroup() != 0
        entries['usr/bin/tool'].attributes().mode() == 04755
        entries['pipe'].letter() == 'p' as char
        layer(usual(), 'make').changes().find { it.path() == 'etc/gone' } instanceof Change.Gone
    }

    def 'a failed install costs no build'() {
        given:
        usualActs()
        sh('install', 'echo half > etc/half; rm -r build; false')
        def session = bench.open(usual())
        when:
        def outcome = session.run(Optional.empty())
        then:
        outcome instanceof Outcome.Failed
        when:
        usualActs()
        session.retry(Session.Retry.STEP)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran.count('act build') == 1
        bench.ran.count('act install') == 2
        !paths().contains('etc/half')
        cleanup:
        session.close()
    }

    def 'a last step whose layer could not be put into the store begins anew where it began'() {
        given:
        def recipe = recipe(pass('base', 'r', put('put', '/conf', 'old\n')),
            pass('make', 'r', act('build', 'build'), act('install', 'install')), listing('list', 'r'))
        sh('build', 'echo built >> conf')
        sh('install', 'echo installed >> conf')
        def session = bench.open(recipe)
        session.run(Optional.of('make'))
        Path place = bench.store.resultPlace(bench.plan(recipe).find('make').get().fingerprint().get())
        Files.createDirectories(place.parent.parent)
        Files.writeString(place.parent, 'in the way')
        when:
        def outcome = session.run(Optional.empty())
        then:
        outcome instanceof Outcome.Failed
        when:
        Files.delete(place.parent)
        session.retry(Session.Retry.STEP)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        content(recipe, 'make', 'conf') == 'old\nbuilt\ninstalled\n'
        bench.ran.count('act build') == 1
        bench.ran.count('act install') == 2
        cleanup:
        session.close()
    }

    def 'another process goes on behind the steps that are done'() {
        given:
        usualActs()
        sh('install', 'echo half > etc/half; false')
        bench.run(usual())
        usualActs()
        bench.ran.clear()
        expect:
        bench.run(usual()) == new Outcome.Finished()
        bench.ran == ['act install', 'act more', 'list']
        !paths().contains('etc/half')
        content(usual(), 'make', 'usr/bin/tool') == 'object\n'
    }

    def 'a step that is retried here finds what it left'() {
        given:
        usualActs()
        sh('install', 'echo half > etc/half; false')
        def session = bench.open(usual())
        session.run(Optional.empty())
        when:
        usualActs()
        session.retry(Session.Retry.HERE)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        session.plan().find('make').get().touched()
        paths().contains('etc/half')
        cleanup:
        session.close()
    }

    def 'the same steps elsewhere give the same layers'() {
        given:
        usualActs()
        bench.run(usual())
        def other = new Bench(Files.createDirectories(folder.resolve('other')))
        other.acts.putAll(bench.acts)
        other.run(usual())
        expect:
        bench.out('list') == other.out('list')
        manifests(bench.store.folder()) == manifests(other.store.folder())
    }

    private static Map<String, String> manifests(Path store) {
        Bench.results(store).findAll { it.key.endsWith('manifest') }
    }

    def 'without isolation a plain copy gives the same layers'() {
        given:
        usualActs()
        bench.run(usual())
        def other = new Bench(Files.createDirectories(folder.resolve('other')))
        other.acts.putAll(bench.acts)
        other.manner = new Manner(Manner.Isolation.NONE, false)
        expect:
        other.run(usual()) == new Outcome.Finished()
        bench.out('list').with { new String(it) } == other.out('list').with { new String(it) }
    }

    def 'without isolation a retry begins the pass anew'() {
        given:
        usualActs()
        sh('install', 'echo half > etc/half; false')
        bench.manner = new Manner(Manner.Isolation.NONE, false)
        def session = bench.open(usual())
        session.run(Optional.empty())
        usualActs()
        session.retry(Session.Retry.STEP)
        expect:
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran.count('act build') == 2
        !paths().contains('etc/half')
        cleanup:
        session.close()
    }

    def 'what is made without isolation is not taken for what is made with it'() {
        given:
        usualActs()
        bench.run(usual())
        bench.ran.clear()
        bench.manner = new Manner(Manner.Isolation.NONE, false)
        expect:
        bench.plan(usual()).find('make').get().reasons() == ['what lies below it changed', 'it was made with isolation']
        bench.run(usual()) == new Outcome.Finished()
        bench.ran.contains('act build')
        bench.heard(SessionEvent.Noted)*.sentence().count { it.startsWith('without isolation nothing keeps') } == 1
    }

    def 'a recipe can want it for one root'() {
        given:
        usualActs()
        def plain = usual().with { new Recipe(it.name(), '', it.epochSeconds(), [], [new Root('r', Optional.empty(),
            Fields.builder().text('isolation', 'none').build(), it.roots()[0].location())], it.nodes()) }
        expect:
        bench.run(plain) == new Outcome.Finished()
        bench.heard(SessionEvent.Noted)*.sentence().any { it.startsWith('without isolation') }
        bench.run(usual()) == new Outcome.Finished()
        bench.ran.count('act build') == 2
    }

    def 'what programs made on a layer that turns out to be damaged is made again with it'() {
        given:
        usualActs()
        bench.run(usual())
        def good = bench.out('list')
        def kept = (layer(usual(), 'base').changes().find { it.path() == 'etc/kept' } as Change.Put).entry().content()
        byte[] bytes = Files.readAllBytes(kept.path())
        bytes[0] ^= 1
        Files.write(kept.path(), bytes)
        bench.ran.clear()
        def edited = recipe(*usual().nodes()[0..2], put2(), listing('list', 'r'), listing('list2', 'r'))
        expect:
        bench.run(edited) == new Outcome.Finished()
        bench.ran.containsAll(['put /etc/kept', 'act configure', 'act build', 'act install', 'act more'])
        content(edited, 'make', 'etc/conf') == 'old\nnew\n'
        bench.out('list2').length > good.length
    }

    /** Reads every content, because the listing digests all of the root. */
    private static put2() {
        pass('last', 'r', put('put', '/last', 'x'))
    }
}
