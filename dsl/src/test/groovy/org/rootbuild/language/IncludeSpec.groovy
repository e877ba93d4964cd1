package org.rootbuild.language

import org.rootbuild.model.Recipe

class IncludeSpec extends RecipeSpecification {
    static final String MAIN = '''\
        recipe 'main'
        def lib = include('common/lib.groovy')
        def again = include('common/lib.groovy')
        root('r') { pass('p') { lib.common(it, 'x'); write '/b', again.flags('y').join(' ') } }
        '''.stripIndent()
    static final String LIB = '''\
        def other = include('../other.groovy')
        param('jobs', 3, 'declared by the library')
        List<String> flags(String name) { ["-$name", '-O2'] }
        void common(PassSpec pass, String text) { pass.write('/common', flags(text).join('+')) }
        root('library') { pass('from the library'.replace(' ', '-')) { write '/l', other.word() } }
        '''.stripIndent()

    def 'an included script is evaluated in place, once, and its functions are called by their types'() {
        given:
        script('common/lib.groovy', LIB)
        script('other.groovy', "String word() { 'word' }\n")

        when:
        LoadedRecipe loaded = load(MAIN)
        Recipe recipe = loaded.model()

        then:
        recipe.nodes()*.name() == ['from-the-library', 'p']
        recipe.parameters()*.name() == ['jobs']
        pass(recipe, 'p').steps()*.arguments()*.text('text') == ['-x+-O2', '-y -O2']
        pass(recipe, 'p').steps()[0].location().toString() == 'common/lib.groovy:4:48'
        recipe.parameters()[0].location().file() == 'common/lib.groovy'
        loaded.files()*.file() == ['recipe.groovy', 'other.groovy', 'common/lib.groovy']
    }

    def 'calls of an included script are checked'() {
        given:
        script('common/lib.groovy', LIB)
        script('other.groovy', "String word() { 'word' }\n")

        expect:
        errors(MAIN.replace("lib.common(it, 'x')", "lib.comon(it, 'x'); lib.common('x'); int x = lib.flags('y')")) == '''\
            recipe.groovy:4:29: error: the included script has no function 'comon'
                root('r') { pass('p') { lib.comon(it, 'x'); lib.common('x'); int x = lib.flags('y'); write '/b', again.flags('y').join(' ') } }
                                            ^
              Did you mean 'common'? It has: common, flags.
            recipe.groovy:4:49: error: 'common' does not take (text)
                root('r') { pass('p') { lib.comon(it, 'x'); lib.common('x'); int x = lib.flags('y'); write '/b', again.flags('y').join(' ') } }
                                                                ^
              It takes: common(PassSpec, text).
            recipe.groovy:4:70: error: a list cannot be put where a whole number is wanted
                root('r') { pass('p') { lib.comon(it, 'x'); lib.common('x'); int x = lib.flags('y'); write '/b', again.flags('y').join(' ') } }
                                                                                     ^'''.stripIndent()
    }

    def 'errors of an included script are shown where they are'() {
        given:
        script('lib.groovy', "def x = new File('/x')\nroot('r') { pass('p') { writ '/a', 'b' } }\n")

        when:
        String found = errors("recipe 'x'\ndef l = include('lib.groovy')\nl.nothing()\nwrit 'x'\n")

        then:
        found.contains("lib.groovy:1:9: error: 'new File'")
        found.contains("lib.groovy:2:25: error: there is no verb 'writ' in a pass")
        found.contains("recipe.groovy:4:1: error: there is no verb 'writ' in a recipe")
        !found.contains('nothing')
    }

    def 'an include that cannot be: #include'() {
        given:
        script('a.groovy', "include 'b.groovy'\n")
        script('b.groovy', "include 'a.groovy'\n")
        script('binary.groovy', 'a\0b')

        expect:
        errors("recipe 'x'\nString p = 'a.groovy'\n$include\n").contains(message)

        where:
        include                      | message
        "include 'nothere.groovy'"   | "recipe.groovy:3:9: error: cannot include 'nothere.groovy': there is no such file"
        "include 'a.groovy'"         | "b.groovy:1:9: error: scripts include each other: a.groovy includes b.groovy includes a.groovy"
        "include 'recipe.groovy'"    | 'scripts include each other: recipe.groovy includes recipe.groovy'
        "include '/etc/passwd'"      | "'/etc/passwd' is no recipe script"
        "include '/etc/x.groovy'"    | "'/etc/x.groovy' is not a relative path"
        "include p"                  | 'the path of an included script must be a plain text'
        'include "$p"'               | 'the path of an included script must be a plain text'
        "include 'binary.groovy'"    | "cannot include 'binary.groovy': it is no text"
    }

    def 'the recipe says its name once, also over all its scripts'() {
        given:
        script('lib.groovy', "recipe 'y'\n")

        expect:
        errors("recipe 'x'\ninclude 'lib.groovy'\n").startsWith('lib.groovy:1:1: error: the recipe has its name already')
    }
}
