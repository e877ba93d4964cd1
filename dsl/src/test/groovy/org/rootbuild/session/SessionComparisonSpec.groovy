package org.rootbuild.session

import static org.rootbuild.session.Bench.act
import static org.rootbuild.session.Bench.listing
import static org.rootbuild.session.Bench.pass
import static org.rootbuild.session.Bench.put
import static org.rootbuild.session.Bench.recipe
import static org.rootbuild.session.Bench.write

import java.nio.file.Files
import org.rootbuild.model.Recipe
import org.rootbuild.problem.Failure

/** Two passes, two builds of one pass, and a pass made twice. */
class SessionComparisonSpec extends SessionStory {
    private int times

    private static Recipe usual(String text = 'old', String more = 'm') {
        recipe(pass('base', 'r', put('put', '/base', 'b')), pass('one', 'r', put('put', '/etc/a', text)),
            pass('two', 'r', put('put', '/etc/a', more)), listing('list', 'r'))
    }

    private Comparison compare(Recipe recipe, String left, String right = null) {
        Comparison.of(bench.settings('state'), recipe, bench.verbs(), bench.store, left, Optional.ofNullable(right))
    }

    def 'a pass is compared with its build before'() {
        given:
        bench.run(usual())
        bench.run(usual('newer'))
        def found = compare(usual('newer'), 'one')
        expect:
        !found.isSame()
        found.clauses() == ["'text' of put changed from 'old' to 'newer'"]
        found.paths()*.path() == ['etc/a']
        found.paths()[0].aspects()*.name() == ['size', 'content']
        found.paths()[0].byteOffset().asLong == 0
        found.left().fingerprint() != found.right().fingerprint()
        compare(usual('newer'), 'one', 'one@1').left() == found.right()
        compare(usual('newer'), found.left().fingerprint().substring(0, 8), 'one').paths() == found.paths()
        compare(usual('newer'), 'one', 'one').isSame()
        compare(usual('newer'), 'list').isSame()
        compare(usual('newer'), 'list').clauses() == ["the root 'r' changed"]
        compare(usual('newer'), 'list', 'one').paths()*.path() == ['etc', 'etc/a', 'list']
    }

    def 'of two passes it is said what each does'() {
        given:
        bench.run(usual())
        def found = compare(usual(), 'one', 'two')
        expect:
        found.paths()*.path() == ['etc', 'etc/a']
        found.paths()[0].right().empty
        found.left().node() == 'one'
        found.right().node() == 'two'
    }

    def 'a build that is not there is named'(String left, String right, String message) {
        given:
        bench.run(usual())
        when:
        compare(usual(), left, right)
        then:
        def failure = thrown(Failure)
        failure.message.contains(message)
        where:
        left       | right   | message
        'one'      | null    | 'one build is known, and none before it'
        'oen'      | 'two'   | "Did you mean 'one'?"
        'one@x'    | 'two'   | 'does not say which build'
        'one@1'    | null    | 'nothing to compare it with'
        '01234567' | 'two'   | 'nothing in the store has a fingerprint that begins with 01234567'
    }

    def 'a build that was collected is said to be gone'() {
        given:
        bench.run(usual())
        String old = bench.plan(usual()).find('one').get().fingerprint().get()
        bench.run(usual('newer'))
        bench.store.setAside(old)
        when:
        compare(usual('newer'), 'one')
        then:
        def failure = thrown(Failure)
        failure.message.contains('is no longer in the store')
    }

    private Recipe odd() {
        recipe(pass('base', 'r', put('put', '/base', 'b')), pass('one', 'r', act('odd', 'odd'), put('put', '/same', 's')),
            pass('two', 'r', put('put:2', '/z', 'z')))
    }

    private Rebuild again(Recipe recipe, String name) {
        Rebuild.of(bench.settings('state'), recipe, { null }, bench.verbs(), bench.store, name, { event -> })
    }

    def 'a pass that gives something else each time is found out, and nothing else is made again or changed'() {
        given:
        bench.acts.odd = { context ->
            assert context.tree().get('base').present
            write('/when', "made ${++times}").run(context)
        } as Bench.Act
        bench.run(odd())
        def before = Bench.results(bench.store.folder())
        def journal = Files.readString(folder.resolve('state/journal'))
        bench.ran.clear()
        when:
        def rebuild = again(odd(), 'one')
        then:
        bench.ran == ['act odd', 'put /same']
        rebuild.comparison().paths()*.path() == ['when']
        rebuild.comparison().paths()[0].byteOffset().asLong == 5
        rebuild.comparison().clauses().empty
        when:
        rebuild.close()
        then:
        Bench.results(bench.store.folder()) == before
        Files.readString(folder.resolve('state/journal')) == journal
        Files.list(bench.store.folder().resolve('tmp')).withCloseable { it.count() } == 0
        again(odd(), 'two').withCloseable { it.comparison().isSame() }
    }

    def 'what is not made cannot be made again'() {
        when:
        again(odd(), 'one')
        then:
        def failure = thrown(Failure)
        failure.message == "'base' is not made as the recipe says now"
    }

    def 'a second making that fails says so and leaves nothing'() {
        given:
        bench.acts.odd = { context ->
            if (++times > 1) {
                throw new Failure('it is odd', 'Look.')
            }
        } as Bench.Act
        bench.run(odd())
        when:
        again(odd(), 'one')
        then:
        def failure = thrown(Failure)
        failure.message.startsWith("making 'one' again failed in its step 'odd': it is odd")
        Files.list(bench.store.folder().resolve('tmp')).withCloseable { it.count() } == 0
    }
}
