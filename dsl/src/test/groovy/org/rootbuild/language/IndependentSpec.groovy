package org.rootbuild.language

import org.rootbuild.model.Group
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe

class IndependentSpec extends RecipeSpecification {
    private static final String BEGIN = '''\
        recipe 'x'
        root('base') { pass('glibc') { write '/l', 'x' } }
        root('tools', from: 'base') {
            pass('gcc:2') { write '/a', 'b' }
            pass('strip') { write '/a', 'c' }
        '''.stripIndent()

    private static List<String> errorLines(String rendered) {
        rendered.readLines().findAll { it.contains('error:') || it ==~ /  \S.*/ }
    }

    def 'passes are declared by ordinary Groovy and know their block'() {
        when:
        Recipe recipe = model(BEGIN + '''\
            independent(after: 'gcc:2', lastWins: ['/share/info/dir']) {
                ['m4', 'sed'].each { name -> pass(name) { write "/bin/$name", name } }
                pass('grep') { write '/bin/grep', 'grep' }
            }
            independent { pass('xz') { write '/bin/xz', 'xz' } }
            pass('end') { write '/end', 'x' }
        }
        root('other') { independent(lastWins: ['/x']) { pass('o') { write '/x', 'o' } } }
        '''.stripIndent())

        then:
        Group first = new Group('tools:independent', Optional.of('gcc:2'), ['/share/info/dir'])
        recipe.nodes().collectEntries { [it.name(), ((Node.Pass) it).group()] } == [
            glibc: Optional.empty(), 'gcc:2': Optional.empty(), strip: Optional.empty(),
            m4: Optional.of(first), sed: Optional.of(first), grep: Optional.of(first),
            xz: Optional.of(new Group('tools:independent:2', Optional.empty(), [])), end: Optional.empty(),
            o: Optional.of(new Group('other:independent', Optional.empty(), ['/x']))]
    }

    def 'a block may work behind a pass of a root that its own begins as, also one that is declared further down'() {
        expect:
        errors('''\
            recipe 'x'
            root('tools', from: 'base') { independent(after: 'glibc') { pass('m4') { write '/a', 'b' } } }
            root('base') { pass('glibc') { write '/l', 'x' } }
            '''.stripIndent()) == ''
    }

    def 'a model comes back from the cache with its blocks'() {
        given:
        String text = BEGIN + "independent(after: 'glibc') { pass('m4') { write '/b', 'b' } } }\n"

        expect:
        model(text) == model(text)
        load(text).model() == new RecipeLoader(IndependentSpec.classLoader, cache).load(script(text), [:], FOUR).model()
    }

    def 'wrong: #what'() {
        expect:
        errorLines(errors(BEGIN + block + '\n}\n' + more)).collect { it.replaceAll(/^recipe.groovy:/, '').trim() } == shown

        where:
        what                          | block                                                                  | more || shown
        'a misspelt base'             | "    independent(after: 'gcc:3') { pass('m4') { write '/b', 'b' } }"   | ''   || ["6:5: error: there is no pass 'gcc:3'", "Did you mean 'gcc:2'? 'after:' names a pass of 'tools' before the block, or of a root that it begins as."]
        'a base in the block'         | "    independent(after: 'm4') { pass('m4') { write '/b', 'b' } }"      | ''   || ["6:5: error: the pass 'm4' stands in the block that is to come after it", "'after:' names a pass of 'tools' before the block, or of a root that it begins as."]
        'a base behind the block'     | "    independent(after: 'z') { pass('m4') { write '/b', 'b' } }\n    pass('z') { write '/z', 'z' }" | '' || ["6:5: error: the pass 'z' comes only behind this block", "'after:' names a pass of 'tools' before the block, or of a root that it begins as."]
        'a base in another root'      | "    independent(after: 'o') { pass('m4') { write '/b', 'b' } }"       | "root('other') { pass('o') { write '/b', 'b' } }" || ["6:5: error: the pass 'o' belongs to the root 'other', which 'tools' does not begin as", "'after:' names a pass of 'tools' before the block, or of a root that it begins as."]
        'a base that is no pass'      | "    independent(after: 'o.tar') { pass('m4') { write '/b', 'b' } }"   | "artifact('o.tar') { tar root('base') }" || ["6:5: error: 'o.tar' is no pass but the artifact of that name", "'after:' names a pass of 'tools' before the block, or of a root that it begins as."]
        'nothing in it'               | "    independent { }"                                                  | ''   || ["6:5: error: the independent block has no pass", 'Put passes into it, or remove it.']
        'one in another'              | "    independent { independent { pass('m4') { write '/b', 'b' } } }"   | ''   || ["6:5: error: an independent block cannot stand inside an independent block", 'It stands in a root, and passes stand in it.']
        'one in a pass'               | "    pass('p') { write '/p', 'p'; independent { pass('m4') { write '/b', 'b' } } }" | '' || ["6:34: error: an independent block cannot stand inside a pass", 'It stands in a root, and passes stand in it.']
        'an artifact in it'           | "    independent { artifact('a') { tar root('base') }; pass('m4') { write '/b', 'b' } }" | '' || ["6:19: error: an artifact cannot be declared inside an independent block", 'Declare it at the outermost level of the recipe.']
        'a pattern that is none'      | "    independent(lastWins: ['/a[']) { pass('m4') { write '/b', 'b' } }" | ''  || ["6:5: error: the pattern '/a[' is not well formed: a bracket is open", 'Close every bracket and brace of it, or put a backslash before those that are meant as they are.']
        'an option that it has not'   | "    independent(afetr: 'gcc:2') { pass('m4') { write '/b', 'b' } }"   | ''   || ["6:17: error: 'independent' knows no 'afetr:'", "Did you mean 'after'? It knows: after, lastWins."]
        'a verb in it'                | "    independent { write '/b', 'b' }"                                  | ''   || ["6:19: error: 'write' is a step", "It stands inside pass('…') { … }."]
    }
}
