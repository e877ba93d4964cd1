package org.rootbuild.language

import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions

/** What a person sees of a broken recipe, to the letter. */
class RecipeErrorSpec extends RecipeSpecification {
    def 'broken: #name'() {
        expect:
        errors(recipe) == shown

        where:
        [name, recipe, shown] << cases()
    }

    /** Each case: its name, the recipe, and behind a line of dashes what is shown. */
    private static List<List<String>> cases() {
        String all = new String(RecipeErrorSpec.getResourceAsStream('broken.txt').readAllBytes(), StandardCharsets.UTF_8)
        return all.split(/(?m)^=== /).findAll { !it.blank }.collect { each ->
            String[] parts = each.split('\n', 2)
            String[] halves = parts[1].split(/(?m)^---\n/)
            [parts[0], halves[0], halves[1].stripTrailing()]
        }
    }

    def 'a file that is no recipe: #name'() {
        given:
        Path file = folder.resolve('recipe.groovy')
        Files.write(file, bytes as byte[])

        when:
        loader.load(file, [:], FOUR)

        then:
        RecipeErrors found = thrown()
        found.rendered() == shown

        where:
        name        | bytes                                      | shown
        'empty'     | []                                         | "recipe.groovy: error: it is empty\n  Begin it with: recipe 'name'"
        'blank'     | '\n  \n'.bytes                             | "recipe.groovy: error: it is empty\n  Begin it with: recipe 'name'"
        'binary'    | [0x7f, 0x45, 0x4c, 0x46, 0, 0]             | 'recipe.groovy: error: it is no text: it holds a zero byte\n  Name a recipe script.'
        'latin 1'   | "recipe 'x'\n// é".getBytes('ISO-8859-1')  | 'recipe.groovy:2: error: it is not UTF-8\n  Save it as UTF-8.'
        'too large' | new byte[5 << 20].tap { Arrays.fill(it, 32 as byte) } | 'recipe.groovy: error: it is larger than 4 MiB\n  Bring large data as a source, not inside the recipe.'
    }

    def 'a recipe that is not there, or is a folder'() {
        given:
        script('toolchain.groovy', "recipe 'x'\n")
        Files.createDirectory(folder.resolve('folder.groovy'))

        expect:
        read('toolchian.groovy') == "toolchian.groovy: error: there is no such file\n  Did you mean 'toolchain.groovy'?"
        read('folder.groovy') == 'folder.groovy: error: it is a folder\n  Name a recipe script in it.'
    }

    def 'a recipe that may not be read'() {
        given:
        Files.setPosixFilePermissions(script("recipe 'x'\n"), PosixFilePermissions.fromString('---------'))

        expect: 'the super user may read everything'
        Files.isReadable(folder.resolve('recipe.groovy')) ? read('recipe.groovy') == ''
            : read('recipe.groovy').startsWith('recipe.groovy: error: this user may not read it')
    }

    def 'a byte order mark and line ends of Windows do not move the caret'() {
        expect:
        errors("\ufeffrecipe 'x'\r\nroot('r') {\r\n\tpass('p') { writ '/a', 'b' }\r\n}\r\n") == '''\
            recipe.groovy:3:14: error: there is no verb 'writ' in a pass
                \tpass('p') { writ '/a', 'b' }
                \t            ^
              Did you mean 'write'?'''.stripIndent()
    }

    def 'of a very long line the part around the caret is shown'() {
        when:
        List<String> found = errors("recipe 'x'\ndef x = ${(['1'] * 200).join(' + ')} + y + ${(['1'] * 200).join(' + ')}\n")
            .readLines()

        then:
        found[0] == "recipe.groovy:2:809: error: there is no variable 'y'"
        found[1].startsWith('    … ') && found[1].endsWith(' …') && found[1].length() < 180
        found[1][found[2].indexOf('^')] == 'y'
    }

    def 'what cannot be compiled is said without a stack: #name'() {
        expect:
        errors(recipe).contains(message)

        where:
        name               | recipe                                                                           | message
        'too long a text'  | "recipe 'x'\ndef x = '${'a' * 70_000}'\n"                                        | 'a text is longer than 65535 characters'
        'too long a script' | "recipe 'x'\n" + (1..9000).collect { "def a$it = [$it, $it]\n" }.join()         | 'the script is too long'
    }

    private String read(String name) {
        try {
            loader.load(folder.resolve(name), [:], FOUR)
            return ''
        } catch (RecipeErrors found) {
            return found.rendered()
        }
    }
}
