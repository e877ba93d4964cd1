package org.rootbuild.language

import org.rootbuild.model.Fields
import org.rootbuild.model.Value
import org.rootbuild.problem.Failure

class DeferredCodeSpec extends RecipeSpecification {
    static final String RECIPE = '''\
        recipe 'code'
        def lib = include('lib.groovy')
        int jobs = param('jobs', 3, 'jobs')
        String name = 'n'
        int twice(int x = base()) { x * 2 }
        int base() { 7 }
        int unused() { 1 }
        root('r') {
            pass('p') {
                call('first') { return twice(jobs) + twice() + lib.size(name) }
                call('second') { c -> name.toUpperCase() }
            }
        }
        '''.stripIndent()
    static final String LIB = '''\
        int size(String x) { helper(x) }
        int helper(String x) { x.length() }
        '''.stripIndent()

    def setup() {
        script('lib.groovy', LIB)
    }

    private static Value.Code code(LoadedRecipe loaded, int step) {
        return (Value.Code) loaded.model().nodes()[0].steps()[step].arguments().get('code')
    }

    def 'code is its text, that of the functions it reaches, and the values it takes'() {
        when:
        LoadedRecipe loaded = load(RECIPE)

        then:
        code(loaded, 0).captured() == Fields.builder().whole('jobs', 3).text('name', 'n').build()
        code(loaded, 0).source().startsWith(' return twice(jobs) + twice() + lib.size(name) \n\n')
        code(loaded, 0).source().contains('int twice(int x = base()) { x * 2 }')
        code(loaded, 0).source().contains('int base() { 7 }')
        code(loaded, 0).source().contains('int size(String x) { helper(x) }\n\nint helper(String x) { x.length() }')
        !code(loaded, 0).source().contains('unused')
        code(loaded, 1).source() == ' c -> name.toUpperCase() '
        code(loaded, 1).captured() == Fields.builder().text('name', 'n').build()
    }

    def 'the closure is found again, also where the model came from the cache'() {
        when:
        LoadedRecipe first = load(RECIPE)
        LoadedRecipe cached = load(RECIPE)

        then:
        cached.model() == first.model()
        [first, cached].every { it.closures().closure(code(it, 0)).call() == 6 + 14 + 1 }
        [first, cached].every { it.closures().closure(code(it, 1)).call() == 'N' }

        when:
        cached.closures().closure(new Value.Code('other', Fields.none()))

        then:
        thrown(Failure)
    }

    def 'the closure is not looked up in a recipe that was changed since'() {
        given:
        load(RECIPE)
        LoadedRecipe cached = load(RECIPE)
        script(RECIPE.replace('x * 2', 'x * 3'))

        when:
        cached.closures().closure(code(cached, 0))

        then:
        Failure found = thrown()
        found.message.contains('was changed since it was read')
    }

    def 'code that cannot be kept is refused: #code'() {
        expect:
        errors("recipe 'x'\nString v = 'a'\n$before\nroot('r') { pass('p') { $code } }\n$after\n").contains(message)

        where:
        before                  | code                                    | after   | message
        'def c = { 1 }'         | "call('x') { c() }"                     | ''      | "the step's code takes 'c' from around it, and a closure cannot be fingerprinted"
        'def o = Optional.of(1)' | "call('x') { println o }"              | ''      | "the step's code takes 'o' from around it, and an Optional cannot be fingerprinted"
        'def c = { 1 }'         | "call('x', c)"                          | ''      | 'the code of a step must be written in place'
        ''                      | "call('x') { println v }"               | 'v = "b"' | "'v' is changed after this step took it"
        ''                      | "call('x') { write '/a', 'b' }"         | ''      | "'write' is a word of the recipe and cannot stand in the code of a step"
        ''                      | "call('x') { param('a', 1, 'b') }"      | ''      | "'param' is a word of the recipe and cannot stand in the code of a step"
        ''                      | "call('x') { v.foo() }"                 | ''      | "there is no 'foo' on a text"
        ''                      | "call('x') { foo() }"                   | ''      | "there is no verb 'foo'"
    }

    def 'a function that a step calls cannot speak the words of the recipe then'() {
        when:
        LoadedRecipe loaded = load("recipe 'x'\nint n() { cpus() }\nroot('r') { pass('p') { call('x') { n() } } }\n")
        loaded.closures().closure(code(loaded, 0)).call()

        then:
        IllegalArgumentException found = thrown()
        found.message == 'a word of the recipe is used in the code of a step'
    }

    def 'code that the recipe changes is other code, and what it does not reach is not'() {
        given:
        Value.Code before = code(load(RECIPE), 0)

        expect:
        code(load(RECIPE.replace('int unused() { 1 }', 'int unused() { 2 }')), 0) == before
        code(load(RECIPE.replace('int base() { 7 }', 'int base() { 8 }')), 0) != before
        code(load([jobs: '4'], RECIPE), 0) != before
    }
}
