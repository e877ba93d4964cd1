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
import java.nio.file.Path
import org.rootbuild.event.SessionEvent
import org.rootbuild.journal.Journal
import org.rootbuild.model.Fields
import org.rootbuild.model.Node
import org.rootbuild.model.Value
import org.rootbuild.problem.Failure
import spock.lang.Timeout

/** What a session bears: interruptions, other processes, damage. */
@Timeout(60)
class SessionHardshipSpec extends SessionStory {
    def 'an interruption ends the step and the session stands before it'() {
        given:
        def entered = new java.util.concurrent.CountDownLatch(1)
        bench.acts.long = {
            entered.countDown()
            Thread.sleep(60_000)
        } as Bench.Act
        def recipe = recipe(pass('one', 'r', put('put', '/a', '1'), act('act', 'long')))
        def session = bench.open(recipe)
        when:
        Thread.start {
            entered.await()
            session.interrupt()
        }
        def outcome = session.run(Optional.empty())
        then:
        outcome == new Outcome.Interrupted('one')
        when:
        bench.acts.long = write('/b', '2')
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran == ['put /a', 'act long', 'act long']
        session.close()
        !Journal.read(folder.resolve('state/journal')).running
    }

    def 'an interruption while a step is ending is not lost'() {
        given:
        Session session = null
        bench.acts.ends = {
            session.interrupt()
            Thread.interrupted()
        } as Bench.Act
        session = bench.open(recipe(pass('one', 'r', act('act', 'ends'), put('put', '/a', '1'))))
        expect:
        session.run(Optional.empty()) == new Outcome.Interrupted('one')
        bench.ran == ['act ends']
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran == ['act ends', 'put /a']
        cleanup:
        session.close()
    }

    def 'a thread that is interrupted from outside breaks neither journal nor store'() {
        given:
        def session = bench.open(three())
        when:
        Thread.currentThread().interrupt()
        def outcome = session.run(Optional.empty())
        then:
        outcome instanceof Outcome.Interrupted
        session.run(Optional.empty()) == new Outcome.Finished()
        cleanup:
        session.close()
    }

    def 'two sessions on one recipe: the second learns who holds it'() {
        given:
        def first = bench.open(three())
        when:
        bench.open(three())
        then:
        def failure = thrown(Failure)
        failure.message == "another rootbuild works on this recipe: process ${ProcessHandle.current().pid()}, 'bench run', " +
            'since 2026-01-02T03:04:05Z'
        when: 'the refused one has not taken the lock away from the first'
        bench.open(three())
        then:
        thrown(Failure)
        when:
        first.close()
        def third = bench.open(three())
        then:
        third.run(Optional.empty()) == new Outcome.Finished()
        cleanup:
        third.close()
    }

    def 'a session that cannot be opened leaves no lock behind'() {
        when:
        bench.targets = ['twoo'] as Set
        bench.open(three())
        then:
        def failure = thrown(Failure)
        failure.message == "there is no 'twoo' in the recipe 'bench'. Did you mean 'two'?"
        when:
        bench.targets = ['two'] as Set
        bench.run(three())
        then:
        bench.ran == ['put /a', 'put /b', 'put /c']
    }

    def 'two recipes that make the same share the result of the first'() {
        given:
        def text = '1'
        bench.acts.varies = { write('/v', text).run(it) } as Bench.Act
        def one = bench.open(recipe(pass('one', 'r', act('act', 'varies')), listing('one.txt', 'r')), 'state-one')
        def two = bench.open(recipe(pass('other', 'r', act('act', 'varies')), listing('two.txt', 'r')), 'state-two')
        when:
        one.next()
        text = 'made differently'
        two.next()
        one.run(Optional.empty())
        two.run(Optional.empty())
        then: 'the second went on with what the first had put into the store'
        bench.out('one.txt') == bench.out('two.txt')
        cleanup:
        one.close()
        two.close()
    }

    def 'a damaged #what is set aside once and made again, the same as before'() {
        given:
        bench.given.gcc = ('source ' * 10).bytes
        bench.acts.copy = Bench.copy('gcc', '/gcc')
        def copying = step('act', 'act', Fields.builder().text('act', 'copy').ref('from', Value.RefKind.SOURCE, 'gcc').build())
        def recipe = { String text -> recipe(source('gcc'), pass('one', 'r', copying), pass('two', 'r', put('put', '/b', '2'),
            act('act', 'chmod')), pass('three', 'r', put('put', '/c', text)), listing('list.txt', 'r')) }
        bench.acts.chmod = {
            def entry = it.tree().get('gcc').get()
            it.tree().change('/gcc', entry.attributes().withMode(0700))
        } as Bench.Act
        bench.run(recipe('3'))
        def before = bench.out('list.txt')
        def results = Bench.results(bench.store.folder())
        when:
        def damaged = damage(folder.resolve('store'), what)
        Files.deleteIfExists(folder.resolve('out/list.txt'))
        if (what == 'content') {
            bench.store.setAside(bench.plan(recipe('3')).find('list.txt').get().fingerprint().get())
        }
        if (what == 'source') {
            bench.plan(recipe('3')).nodes().findAll { !(it.node() instanceof Node.Source) }.each {
                bench.store.setAside(it.fingerprint().get())
            }
        }
        def outcome = bench.runElsewhere(recipe('3'))
        then:
        damaged
        outcome == new Outcome.Finished()
        bench.out('list.txt') == before
        Bench.results(bench.store.folder()) == results
        Files.list(folder.resolve('store/quarantine')).withCloseable { it.count() } >= 1
        what != 'content' || bench.heard(SessionEvent.Noted).any { it.sentence().contains('and so is what programs made on it') }
        where:
        what << ['content', 'manifest', 'artifact', 'source']
    }

    /** Changes a byte in every file of the kind; contents that two layers share are damaged in both. */
    private static boolean damage(Path store, String what) {
        def files = []
        Files.walk(store).withCloseable { all -> all.filter(Files::isRegularFile).forEach { files << it } }
        def wanted = files.findAll {
            def path = store.relativize(it).toString()
            switch (what) {
                case 'content': return path.endsWith('tree/gcc')
                case 'manifest': return path.startsWith('results') && path.endsWith('manifest')
                case 'artifact': return path.startsWith('results') && path.endsWith('/file')
                default: return path.startsWith('sources')
            }
        }
        wanted.collect { Files.getAttribute(it, 'unix:ino') }.unique().each { inode ->
            def file = wanted.find { Files.getAttribute(it, 'unix:ino') == inode }
            def bytes = Files.readAllBytes(file)
            bytes[bytes.length.intdiv(2)] ^= 1
            Files.write(file, bytes)
        }
        !wanted.empty
    }

    def 'finished steps whose contents a loss of power damaged are made again'() {
        given:
        bench.acts.fails = { throw new Failure('no', 'Mend it.') } as Bench.Act
        def recipe = recipe(pass('one', 'r', put('put', '/a', 'text'), put('put:2', '/b', 'text'), act('act', 'fails')))
        bench.run(recipe)
        when:
        Files.walk(folder.resolve('store/work')).withCloseable { all ->
            all.filter { it.endsWith('tree/b') }.forEach { Files.write(it, new byte[0]) }
        }
        bench.ran.clear()
        bench.acts.fails = write('/c', 'x')
        then:
        bench.run(recipe) == new Outcome.Finished()
        bench.ran == ['put /b', 'act fails']
    }

    def 'an artifact that somebody removed or changed comes back without being made again'() {
        given:
        bench.run(three())
        def before = bench.out('list.txt')
        bench.ran.clear()
        when:
        change.call(folder.resolve('out/list.txt'))
        bench.run(three())
        then:
        bench.out('list.txt') == before
        bench.ran == []
        where:
        change << [{ Files.delete(it) }, { Files.writeString(it, 'mine') }]
    }

    def 'an artifact that cannot be put out is not made again for that'() {
        given:
        Files.createDirectories(folder.resolve('out/list.txt/mine'))
        def session = bench.open(three())
        when:
        def outcome = session.run(Optional.empty())
        then:
        outcome.failure().message() == "the artifact 'list.txt' cannot be put out, because ${folder.resolve('out/list.txt')} is a folder"
        when:
        Files.delete(folder.resolve('out/list.txt/mine'))
        Files.delete(folder.resolve('out/list.txt'))
        session.retry(Session.Retry.STEP)
        then:
        session.run(Optional.empty()) == new Outcome.Finished()
        bench.ran.count('list') == 1
        cleanup:
        session.close()
    }
}
