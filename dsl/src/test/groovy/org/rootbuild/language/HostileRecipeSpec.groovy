package org.rootbuild.language

import java.nio.file.Files
import java.nio.file.Path

/** Attempts of a recipe to touch the machine while it is read. Each must be refused, and none may have had its effect. */
class HostileRecipeSpec extends RecipeSpecification {
    def 'refused: #code'() {
        given:
        Path touched = folder.resolve('touched')
        boolean first = code.startsWith('import') || code.startsWith('package')
        String attempt = code.replace('%T', touched.toString())

        when:
        String found = errors(first ? "$attempt\nrecipe 'x'\n" : "recipe 'x'\n$attempt\n")

        then:
        found.contains('error: ')
        found.readLines().findAll { it.startsWith('recipe.groovy') }.every { it.contains(': error: ') && !it.contains('Exception') }
        !Files.exists(touched)

        where:
        code << HostileRecipeSpec.getResourceAsStream('hostile.txt').readLines('UTF-8').findAll { !it.empty }
    }

    def 'the same attempt inside the code of a step is allowed, and is not made while the recipe is read'() {
        given:
        Path touched = folder.resolve('touched')

        expect:
        errors("""\
            recipe 'x'
            root('r') { pass('p') { call('later') {
                new File('$touched').text = 'x'
                'touch $touched'.execute()
                println System.currentTimeMillis()
            } } }
            """.stripIndent()) == ''
        !Files.exists(touched)
    }

    def 'without the check the attempt would have worked'() {
        given:
        Path touched = folder.resolve('touched')

        when:
        new GroovyShell().evaluate("new File('$touched').createNewFile()")

        then:
        Files.exists(touched)
    }

    def 'the remedy is to put it in a step'() {
        expect:
        errors("recipe 'x'\ndef f = new File('/etc/passwd')\n") == '''\
            recipe.groovy:2:9: error: 'new File' cannot be used while a recipe is read
                def f = new File('/etc/passwd')
                        ^
              Reading a recipe only describes what to do; put this in a step: call('…') { … }.'''.stripIndent()
    }
}
