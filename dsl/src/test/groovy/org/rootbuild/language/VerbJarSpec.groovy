package org.rootbuild.language

import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import javax.tools.ToolProvider
import org.rootbuild.problem.Failure

/** A third party ships verbs in a jar: one class, and one line that names it. */
class VerbJarSpec extends RecipeSpecification {
    static final String GREET = '''\
        package com.example;

        import java.util.Map;
        import org.rootbuild.language.Options;
        import org.rootbuild.language.PassSpec;
        import org.rootbuild.model.Fields;
        import org.rootbuild.verb.Option;
        import org.rootbuild.verb.PassContext;
        import org.rootbuild.verb.Verb;

        public final class Greet implements Verb.OnPass {
            public String name() { return "NAME"; }
            public int version() { return 3; }
            public static void greet(PassSpec pass,
                @Option(name = "times", type = Integer.class, about = "how often") Map<String, Object> options, String who) {
                pass.step(Greet.class, Fields.builder().text("who", who)
                    .whole("times", Options.of(options).whole("times").orElse(1L)).build());
            }
            public void run(PassContext context) { }
        }
        '''.stripIndent()

    private URLClassLoader jar(String name) {
        Path source = folder.resolve('Greet.java')
        Files.writeString(source, GREET.replace('NAME', name))
        Path classes = Files.createDirectories(folder.resolve('classes'))
        String path = System.getProperty('surefire.test.class.path', System.getProperty('java.class.path'))
        assert ToolProvider.systemJavaCompiler.run(null, null, null, '-cp', path, '-proc:none', '-d', classes.toString(),
            source.toString()) == 0
        Path jar = folder.resolve('verbs.jar')
        new JarOutputStream(Files.newOutputStream(jar)).withCloseable { JarOutputStream out ->
            out.putNextEntry(new JarEntry('com/example/Greet.class'))
            Files.copy(classes.resolve('com/example/Greet.class'), out)
            out.putNextEntry(new JarEntry('META-INF/services/org.rootbuild.verb.Verb'))
            out.write('com.example.Greet\n'.bytes)
        }
        return new URLClassLoader([jar.toUri().toURL()] as URL[], getClass().classLoader)
    }

    def 'its verbs are checked and used like the built-in ones'() {
        given:
        URLClassLoader verbs = jar('greet')
        RecipeLoader reader = new RecipeLoader(verbs, folder.resolve('cache'))

        when:
        def step = reader.load(script("recipe 'x'\nroot('r') { pass('p') { greet 'you', times: 2; write '/a', 'b' } }\n"),
            [:], FOUR).model().nodes()[0].steps()[0]

        then:
        step.verb() == 'greet' && step.verbVersion() == 3
        step.arguments().whole('times') == 2

        when:
        reader.load(script("recipe 'x'\nroot('r') { pass('p') { gret 'you', times: 2; greet 'you', time: 'x' } }\n"), [:], FOUR)

        then:
        RecipeErrors found = thrown()
        found.problems()*.message() == ["there is no verb 'gret' in a pass", "'greet' knows no 'time:'"]
        found.problems()*.hint() == ["Did you mean 'greet'?", "Did you mean 'times'? It knows: times."]

        and: 'without the jar there is no such verb'
        errors("recipe 'x'\nroot('r') { pass('p') { greet 'you', times: 2 } }\n").contains("there is no verb 'greet'")

        cleanup:
        verbs.close()
    }

    def 'two verbs of one name are refused'() {
        given:
        URLClassLoader verbs = jar('write')

        when:
        new RecipeLoader(verbs, folder.resolve('cache')).load(script("recipe 'x'\n"), [:], FOUR)

        then:
        Failure found = thrown()
        found.message.startsWith("the verb 'write' is there twice: in ")
        found.remedy().startsWith('Remove one of the two')

        cleanup:
        verbs.close()
    }

    def 'a broken registration is refused'() {
        given:
        Path folders = folder.resolve('broken')
        Files.createDirectories(folders.resolve('META-INF/services'))
        Files.writeString(folders.resolve('META-INF/services/org.rootbuild.verb.Verb'), 'com.example.Missing\n')
        URLClassLoader verbs = new URLClassLoader([folders.toUri().toURL()] as URL[], getClass().classLoader)

        when:
        new RecipeLoader(verbs, folder.resolve('cache')).load(script("recipe 'x'\n"), [:], FOUR)

        then:
        Failure found = thrown()
        found.message.startsWith('a verb cannot be loaded: ')

        cleanup:
        verbs.close()
    }
}
