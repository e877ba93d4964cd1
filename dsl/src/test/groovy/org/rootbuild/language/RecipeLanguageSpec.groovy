package org.rootbuild.language

import java.nio.file.Path
import java.time.Duration
import org.rootbuild.model.Fields
import org.rootbuild.model.Location
import org.rootbuild.model.Node
import org.rootbuild.model.Recipe
import org.rootbuild.model.Value

class RecipeLanguageSpec extends RecipeSpecification {
    def 'a recipe becomes its model'() {
        when:
        Recipe recipe = model('''\
            recipe 'toolchain', about: 'all of it', epoch: 1700000000
            String target = param('target', 'x86_64', 'the system')
            def gcc = source('gcc.tar.xz', sha256: 'abcd', from: 'gnu')
            root('tools') {
                pass('gcc:1') {
                    unpack gcc
                    unpack gcc, into: "/src/$target"
                    write '/etc/motd', 'hello', mode: '0644', owner: 3, tags: ['a', "b$target"], append: true
                }
            }
            root('system', from: 'tools') { pass('last') { write '/a', 'b' } }
            artifact('root.tar') { tar root('system') }
            boot('it boots') { disk 'root.tar'; expect 'login:', within: 90.seconds }
            '''.stripIndent())

        then:
        recipe.name() == 'toolchain'
        recipe.about() == 'all of it'
        recipe.epochSeconds() == 1700000000
        recipe.roots()*.name() == ['tools', 'system']
        recipe.root('system').get().from() == Optional.of('tools')
        recipe.nodes().collect { it.kind() + ' ' + it.name() } ==
            ['source gcc.tar.xz', 'pass gcc:1', 'pass last', 'artifact root.tar', 'check it boots']
        with(pass(recipe, 'gcc:1')) {
            root() == 'tools'
            location() == new Location('recipe.groovy', 5, 5)
            steps()*.name() == ['unpack', 'unpack:2', 'write']
            steps()[0].arguments().ref('source') == new Value.Ref(Value.RefKind.SOURCE, 'gcc.tar.xz')
            steps()[1].arguments().text('into') == '/src/x86_64'
            steps()[2].location() == new Location('recipe.groovy', 8, 9)
            steps()[2].arguments() == Fields.builder().text('path', '/etc/motd').text('text', 'hello')
                .text('mode', '0644').whole('owner', 3).texts('tags', ['a', 'bx86_64']).flag('append', true).build()
        }
        ((Node.Check) recipe.node('it boots').get()).step().arguments().text('within') == 'PT1M30S'
    }

    def 'loops, functions and plain computation make passes'() {
        when:
        Recipe recipe = model('''\
            recipe 'loops'
            String path(String name, String below = '/usr') { "$below/${name.toUpperCase()}" }
            def common(PassSpec pass, String text) { pass.write '/common', text }
            Map<String, List<String>> packages = [base: ['m4', 'sed'], more: ['grep']]
            root('r') {
                packages.each { group, names ->
                    for (name in names) {
                        pass(name) { p ->
                            write path(name), group.padLeft(6, '.')
                            common(p, [1, 2, 3].collect { it * 2 }.join('-'))
                        }
                    }
                }
            }
            '''.stripIndent())

        then:
        recipe.nodes()*.name() == ['m4', 'sed', 'grep']
        pass(recipe, 'grep').steps()*.arguments().collect { it.text('path') + '=' + it.text('text') } ==
            ['/usr/GREP=..more', '/common=2-4-6']
        pass(recipe, 'm4').steps()[1].location().line() == 3
    }

    def 'a text with parts is a text wherever one is wanted'() {
        when:
        Recipe recipe = model('''\
            recipe 'texts'
            String a = param('a', "x${1 + 1}", 'about')
            root("r$a") { pass("p$a") { write "/$a", "${a}", mode: "0$a" } }
            '''.stripIndent())

        then:
        pass(recipe, 'px2').steps()[0].arguments().text('mode') == '0x2'
    }

    def 'sizes and durations are words on numbers: #written'() {
        expect:
        pass(model("recipe 'x'\nroot('r') { pass('p') { write '/a', \"\${$written}\" } }\n"), 'p').steps()[0]
            .arguments().text('text') == shown

        where:
        written               | shown
        '64.MiB'              | '64 MiB'
        '1.5.GiB'             | '1.5 GiB'
        '64.MiB + 1.GiB'      | '1.1 GiB'
        '2.GB.bytes()'        | '2000000000'
        '90.seconds'          | 'PT1M30S'
        '2.hours + 5.minutes' | 'PT2H5M'
        '0.5.seconds'         | 'PT0.5S'
    }

    def 'ordinary code is allowed: #code'() {
        expect:
        errors("recipe 'x'\n$code\n") == ''

        where:
        code << ['def m = [a: 1, b: [2, 3]]; m.a; m["b"]; m.c = 4; m["d"] = 5; m.each { k, v -> "$k" }',
                 'def l = [3, 1, 2]; l << 4; l.sort(); l.sort { -it }; l[0] + l[-1]; l[1..2]; l.sum(); l.max()',
                 'def s = "a-b-c".split("-").collect { it.capitalize() }.join(","); s.replaceAll(/[AB]/, "x")',
                 'def (a, b) = ["x", 2]; "$a"',
                 'int i = 0; while (i < 3) { i++ }; for (int j = 0; j < 3; j++) { i += j }; do { i-- } while (i > 0)',
                 'def m = "a12b" =~ /(\\d+)/; if (m.find()) { m.group(1).toInteger() }',
                 'switch ("x") { case "x": break; case ~/y.*/: break; case ["a", "b"]: break; default: 1 }',
                 'def x = null; x?.toString() ?: "none"',
                 'def c = { int n -> n * 2 }; c(3) + c.call(4); def d = c.curry(3); d()',
                 'def t = """a\n   b""".stripIndent().readLines()*.trim()',
                 'assert 2 ** 10 == 1024 && 7.intdiv(2) == 3 && 5 % 3 == 2 && (6 & 3) == 2 && (1 << 3) == 8',
                 'try { "x".toInteger() } catch (NumberFormatException e) { e.message } finally { 1 }',
                 'def d = LocalDate.of(2024, 1, 31).plusDays(1).toString(); def q = Duration.ofMinutes(3)',
                 'def s = [1, 2, 2] as Set; s.size(); (1..5).step(2); ("a".."e").toList(); [*1..3, *[4]]',
                 'int f(int n) { n < 2 ? 1 : n * f(n - 1) }; f(10)',
                 'def b = new StringBuilder(); b << "x"; b.append(3); b.toString()',
                 'Integer.parseInt("7") + Math.max(1, 2); Integer.MAX_VALUE; String.valueOf(3); [1, 2].contains(2)',
                 'def g = [1, 2, 3].groupBy { it % 2 }; g.collectEntries { k, v -> [k, v.size()] }',
                 'def p = ~/x+/; "xx" ==~ p; Pattern.compile("y")',
                 'List<String> xs = []; xs.add("a"); xs += ["b"]; String y = xs.find { it == "b" }; y.length()',
                 'def n = 5; n.times { }; 1.upto(3) { }; "ab".each { }; "abc".eachWithIndex { c, k -> }',
                 '"abc".with { length() }; [a: [b: 1]].a.b; "x".multiply(3); "x" * 3; "abc"[0]; "abc"[1..-1]',
                 'def list = ["a"]; def copy = list.collect(); list.isEmpty(); list as String[]']
    }

    def 'the words that a recipe may use are known with their places and forms'() {
        when:
        List<Word> words = VerbRegistry.load(getClass().classLoader).words()

        then:
        words.findAll { it.name() == 'write' }*.place().unique() == [PassSpec]
        words.find { it.name() == 'MiB' }.property()
        words.any { it.name() == 'expect' && it.place().simpleName == 'BootSpec' }
        words.find { it.name() == 'source' }.shown() == 'source(sha256: text, from: text, text)'
        words.findAll { it.name() == 'step' || it.name() == 'declareSource' }.empty
    }

    def 'reading a recipe twice yields equal models'() {
        given:
        String text = "recipe 'x'\nroot('r') { ['b', 'a'].toSet().each { n -> pass(n) { write '/a', n } } }\n"

        expect:
        model(text) == new RecipeLoader(getClass().classLoader, folder.resolve('other')).load(script(text), [:], FOUR).model()
    }

    def 'a recipe that says something else each time is refused'() {
        expect:
        errors('recipe "x"\nroot("r") { pass("p") { def c = [{ 1 }]; write "/a", "$c" } }\n')
            .startsWith('recipe.groovy:2:13: error: the recipe says something else each time it is read')
    }

    def 'an endless recipe is stopped: #code'() {
        given:
        Path file = script("recipe 'x'\n$code\n")

        when:
        loader.load(file, [:], new EvaluationSettings(1, Duration.ofMillis(400)))

        then:
        RecipeErrors found = thrown()
        found.problems()[0].message() == 'the recipe was still being read after 0.4 seconds'
        found.problems()[0].location().line() == 2

        where:
        code << ['while (true) { }', 'for (;;) { try { while (true) { } } catch (Exception e) { } }',
                 'Closure c = { int n -> n }; while (true) { c(3) }']
    }

    def 'a recipe that needs too much is refused: #found'() {
        expect:
        errors("recipe 'x'\n$code\n").contains(found)

        where:
        code                                                                | found
        'int f(int n) { 1 + f(n + 1) }; f(1)'                               | 'the recipe calls itself without end'
        'def x = "x" * 20_000_000\nroot("r") { pass("p") { write "/a", x } }' | 'a text of 20000000 characters is too long'
        'List l = []; l << l\nroot("r") { pass("p") { write "/a", "b", tags: l } }' | "'tags:' holds a list"
    }
}
