package org.rootbuild.language

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.util.concurrent.TimeUnit

class RecipeCacheSpec extends RecipeSpecification {
    static final String RECIPE = '''\
        recipe 'cached'
        include 'lib.groovy'
        int jobs = param('jobs', 3, 'jobs')
        root('r') { pass('p') { write '/a', "$jobs" } }
        '''.stripIndent()

    Path own

    def setup() {
        own = folder.resolve('cache')
        script('lib.groovy', "int f() { 1 }\n")
    }

    private LoadedRecipe read(Map<String, String> overrides = [:], int processors = 4) {
        return new RecipeLoader(getClass().classLoader, own).load(script(RECIPE), overrides,
            EvaluationSettings.of(processors))
    }

    private List<Path> entries(String ending) {
        return Files.list(own).withCloseable { all -> all.filter { it.toString().endsWith(ending) }.toList() }
    }

    def 'an unchanged recipe is read once'() {
        given:
        LoadedRecipe first = read()

        when:
        LoadedRecipe second = read()

        then:
        second.model() == first.model()
        second.files() == first.files()
        second.closures() instanceof LaterClosures
        entries('.model').size() == 1
        entries('.tmp').empty
    }

    def 'other parameters need no compiler'() {
        given:
        read()
        byte[] classes = Files.readAllBytes(entries('.classes')[0])

        when:
        LoadedRecipe other = read(jobs: '5')

        then:
        other.model().parameters()[0].value() == '5'
        entries('.classes').size() == 1
        Files.readAllBytes(entries('.classes')[0]) == classes
        entries('.model').size() == 2
    }

    def 'a changed included script is noticed'() {
        given:
        read()
        script('lib.groovy', "root('added') { pass('q') { write '/b', 'c' } }\n")

        expect:
        read().model().nodes()*.name() == ['q', 'p']
    }

    def 'the number of processors counts only where the recipe asks for it'() {
        given:
        Path asking = script('asking.groovy', "recipe 'x'\nroot('r') { pass('p') { write '/a', \"\${cpus()}\" } }\n")
        Path other = script('other.groovy', "recipe 'x'\nroot('r') { pass('p') { write '/a', 'b' } }\n")
        RecipeLoader reader = new RecipeLoader(getClass().classLoader, own)

        when:
        [asking, other].each { reader.load(it, [:], EvaluationSettings.of(4)) }

        then:
        reader.load(asking, [:], EvaluationSettings.of(8)).model().nodes()[0].steps()[0].arguments().text('text') == '8'
        reader.load(other, [:], EvaluationSettings.of(8)).closures() instanceof LaterClosures
    }

    def 'a damaged entry is ignored and made again: #damage'() {
        given:
        def expected = read().model()
        (entries('.model') + entries('.classes')).each { Path entry ->
            byte[] bytes = Files.readAllBytes(entry)
            Files.write(entry, change(bytes) as byte[])
        }

        expect:
        read().model() == expected
        read().closures() instanceof LaterClosures

        where:
        damage            | change
        'empty'           | { byte[] it -> [] }
        'cut off'         | { byte[] it -> it.length > 100 ? it[0..<100] : [] }
        'one bit flipped' | { byte[] it -> it.clone().tap { all -> all[all.length.intdiv(2)] = (byte) (all[all.length.intdiv(2)] ^ 4) } }
        'other content'   | { byte[] it -> 'hello'.bytes }
        'much too long'   | { byte[] it -> (it as List) + [0] * 1000 }
    }

    def 'a cache that cannot be written does no harm'() {
        given:
        Files.writeString(own, 'a file where the folder should be')

        expect:
        read().model() == read().model()
        Files.readString(own) == 'a file where the folder should be'
    }

    def 'errors are not kept'() {
        when:
        new RecipeLoader(getClass().classLoader, own).load(script('broken.groovy', "recipe 'x'\nroot('r') { pass('p') { } }\n"),
            [:], FOUR)

        then:
        thrown(RecipeErrors)
        !Files.exists(own) || entries('.model').empty
    }

    def 'the cache does not grow without end'() {
        given:
        read()
        500.times { Files.write(own.resolve("${it}.model"), [1] as byte[], StandardOpenOption.CREATE) }

        when:
        read(jobs: '9')

        then:
        entries('.model').size() <= 210
        read(jobs: '9').closures() instanceof LaterClosures
    }

    def 'a recipe from the cache loads no class of Groovy'() {
        given:
        Path file = script(RECIPE)

        when:
        List<String> first = loadedClasses(file)
        List<String> second = loadedClasses(file)

        then:
        first.any { it.startsWith('org.codehaus.groovy.') }
        second.any { it == 'org.rootbuild.model.Recipe' }
        second.findAll { it.startsWith('groovy') || it.startsWith('org.codehaus.groovy') || it.startsWith('org.apache.groovy') } == []
    }

    /** The classes that a fresh machine loads to read the recipe. */
    private List<String> loadedClasses(Path file) {
        Process process = new ProcessBuilder(Path.of(System.getProperty('java.home'), 'bin', 'java').toString(),
            '-Xlog:class+load', '-cp', System.getProperty('surefire.test.class.path', System.getProperty('java.class.path')),
            'org.rootbuild.language.sample.ReadOnce', file.toString(), own.toString())
            .redirectErrorStream(true).start()
        String output = new String(process.inputStream.readAllBytes())
        assert process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0: output
        return output.readLines().findAll { it.contains('source:') }
            .collect { it.replaceFirst(/^(\[[^\]]*\]\s*)+/, '').split(' ')[0] }
    }
}
