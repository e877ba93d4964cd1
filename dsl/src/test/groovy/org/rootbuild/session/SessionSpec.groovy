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
import java.nio.file.Path
import org.rootbuild.event.SessionEvent
import org.rootbuild.journal.Journal
import org.rootbuild.model.Fields
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe
import org.rootbuild.model.Value
import org.rootbuild.problem.Failure
import org.rootbuild.problem.HostLacks
import org.rootbuild.store.StoreCollector
import org.rootbuild.verb.Closures
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class SessionSpec extends Specification {
    @TempDir
    Path folder
    Bench bench

    def setup() {
        bench = new Bench(folder)
    }

    private static Recipe three() {
        recipe(pass('one', 'r', put('put', '/a', '1'), put('put:2', '/b', '2')),
            pass('two', 'r', put('put', '/c', '3')), listing('list.txt', 'r'))
    }

    private static Node check(String contains) {
        new Node.Check('it is there', step('holds', 'holds', Fields.builder()
            .ref('artifact', Value.RefKind.ARTIFACT, 'list.txt').text('contains', contains).build()),
            new org.rootbuild.model.Location('recipe.groovy', 8, 1))
    }

    private List<String> states(Session session) {
        session.states().collect { name, state -> "$name $state".toString() }
    }

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
            'StepStarted', 'Logged', 'StepEnded', 'NodeEnded', 'Ended']
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
            Files.readAllLines(log()) == ['trying']
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
