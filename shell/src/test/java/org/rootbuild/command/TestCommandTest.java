package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rootbuild test}: which specifications are run, and what is said of them. */
class TestCommandTest {
    private static final String RECIPE = """
        recipe 'box'

        int jobs = param('jobs', 2, 'jobs at once')
        String target = param('target', 'x86_64', 'what it is for')

        def tool = source('tool.tar', url: 'http://source.invalid/', sha256: '%s')

        root('system') {
            pass('layout') { mkdir '/etc', '/usr/bin' }
            pass('tool') {
                sources tool
                autotools(buildDir: 'build', jobs: jobs) { configure "--host=$target" }
            }
            pass('hosts') { write '/etc/hosts', "127.0.0.1 $target" }
        }
        """.formatted("0".repeat(64)).replace("root('system') {",
            "root('system', from: host(as: 'any')) {");
    private static final String HEAD = """
        import org.rootbuild.testing.RecipeSpec

        class BoxSpec extends RecipeSpec {
        """;

    @TempDir
    Path folder;
    private Desk desk;

    @BeforeEach
    void writeRecipe() throws IOException {
        desk = Desk.at(folder).write("box.groovy", RECIPE);
    }

    private Desk.Said test(String features, String... more) throws IOException {
        desk.write("BoxSpec.groovy", HEAD + features + "\n}\n");
        return desk.call(Stream.concat(Stream.of("test", "."), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aSpecificationThatHoldsEndsWellAndSaysWhatHeld() throws IOException {
        Desk.Said said = test("""
            def 'the number of jobs changes nothing'() {
                expect:
                changing jobs: 8 reruns nothing
                changing target: 'arm' reruns 'tool', 'hosts'
            }
            """);
        assertEquals(0, said.status(), said.out() + said.errors());
        assertTrue(said.out().startsWith("BoxSpec\n  ✓ the number of jobs changes nothing"), said.out());
        assertTrue(said.out().contains("1 feature holds, "), said.out());
    }

    @Test
    void aSecretOfAFileReachesTheRecipeAndNoReport() throws IOException {
        desk.write("box.groovy", RECIPE.replace("root('system'", "def p = param('p', secret: true)\nroot('system'")
            .replace("pass('layout') {", "pass('layout') { write '/etc/given', \"$p.given\"; write '/etc/p', p;"));
        desk.write("p.txt", "battery staple\n");
        String feature = """
            def 'it is given'() {
                when:
                build.runUntil 'layout'

                then:
                build.root('system')['/etc/given'].text == 'true'
                build.root('system')['/etc/p'].text.length() == 14
                build.root('system')['/etc/p'].mode == 0
            }
            """;
        Desk.Said said = test(feature, "--secret", "p=p.txt", "--junit-xml", "reports");
        assertEquals(1, said.status(), said.out() + said.errors());
        assertTrue(said.out().contains(".mode == 0"), said.out());
        assertFalse((said.out() + said.errors()).contains("battery"), said.out() + said.errors());
        assertEquals(0, test(feature.replace(".mode == 0", ".mode != 0"), "--secret", "p=p.txt").status());
        assertEquals(1, test(feature).status(), "without it");
        Desk.Said wrong = test(feature, "--secret", "q=p.txt");
        assertTrue((wrong.out() + wrong.errors()).contains("no secret parameter 'q'"), wrong.out() + wrong.errors());
    }

    @Test
    void aWrongRecipeFailsTheSpecificationWithTheConditionDrawn() throws IOException {
        desk.write("box.groovy", RECIPE.replace("jobs: jobs)", "environment: [JOBS: \"$jobs\"])"));
        Desk.Said said = test("""
            def 'the number of jobs changes nothing'() {
                expect:
                changing jobs: 8 reruns nothing
            }
            """);
        assertEquals(1, said.status(), said.out());
        assertTrue(said.out().contains("""
                  Condition not satisfied:

                  changing jobs: 8 reruns nothing
                  |                |      |
                  |                |      []
                  |                'tool' runs again: 'settings.environment.JOBS' of configure changed from '2' to '8'
            """.indent(0).stripTrailing()), said.out());
        assertTrue(said.out().contains("at BoxSpec.groovy:6"), said.out());
        assertTrue(said.out().contains("Failed: 1 of 1 features"), said.out());
    }

    @Test
    void aCommandThatNobodyAnswersFailsTheSpecificationAndIsShown() throws IOException {
        Desk.Said said = test("""
            def 'it is built'() {
                given:
                source 'tool.tar', tarball('tool/configure': '#!/bin/sh')
                programs { on 'make', exits: 0 }
                when:
                build.run()
                then:
                build.finished
            }
            """);
        assertEquals(1, said.status(), said.out());
        assertTrue(said.out().contains("the step 'tool/configure' runs a command that the specification does not answer"),
            said.out());
        assertTrue(said.out().contains("../configure --host=x86_64\n") && said.out().contains("on 'make'"), said.out());
    }

    @Test
    void aSourceThatNothingStandsInForFailsTheSpecificationAndIsNamed() throws IOException {
        Desk.Said said = test("""
            def 'it is built'() {
                when:
                build.run()
                then:
                build.finished
            }
            """);
        assertEquals(1, said.status(), said.out());
        assertTrue(said.out().contains("the step 'tool/sources' opens the source 'tool.tar', and the specification gives"
            + " no file for it"), said.out());
    }

    @Test
    void aStepThatFailsUnexpectedlyIsReportedWithItsOutput() throws IOException {
        Desk.Said said = test("""
            def 'it is built'() {
                given:
                otherSources tarball('tool/configure': '#!/bin/sh')
                programs { on '../configure *', exits: 77, prints: 'no acceptable C compiler found' }
                when:
                build.run()
                then:
                build.finished
            }
            """);
        assertEquals(1, said.status(), said.out());
        assertTrue(said.out().contains("the step 'tool/configure' (box.groovy:12:9) failed: running ../configure"
            + " --host=x86_64 ended with exit status 77"), said.out());
        assertTrue(said.out().contains("no acceptable C compiler found"), said.out());
    }

    @Test
    void aSpecificationThatDoesNotCompileIsShownWithItsLine() throws IOException {
        Desk.Said said = test("def 'x'() {\n expect:\n 1 +* 2\n}");
        assertEquals(2, said.status(), said.out());
        assertTrue(said.errors().startsWith("BoxSpec.groovy:6:4: error: Unexpected input: '+'"), said.errors());
        assertTrue(said.errors().contains(" 1 +* 2\n"), said.errors());
    }

    @Test
    void withoutASpecificationItSaysHowToWriteOne() {
        for (String place : List.of(".", "box", "box.groovy")) {
            Desk.Said said = desk.call("test", place);
            assertEquals(2, said.status(), said.errors());
            assertTrue(said.errors().contains("there is no specification"), said.errors());
            assertTrue(said.errors().contains("extends RecipeSpec"), said.errors());
        }
        assertTrue(desk.call("test", "box").errors().contains("Write one into BoxSpec.groovy"), "its name");
    }

    @Test
    void aTableIsOneLineForEachOfItsRows() throws IOException {
        Desk.Said said = test("""
            def '#target is a target'() {
                expect:
                loading(target: target).inOrder
                where:
                target << ['arm', 'mips']
            }
            """);
        assertEquals(0, said.status(), said.out());
        assertTrue(said.out().contains("✓ arm is a target\n  ✓ mips is a target\n"), said.out());
        assertTrue(said.out().contains("2 features hold"), said.out());
    }

    @Test
    void onlyWhatIsNamedIsRunAndANameThatFitsNothingIsAnError() throws IOException {
        String features = """
            def 'one holds'() { expect: recipe.name == 'box' }
            def 'two does not'() { expect: recipe.name == 'fox' }
            """;
        assertEquals(1, test(features).status());
        Desk.Said one = test(features, "--tests", "ONE h*s");
        assertEquals(0, one.status(), one.out());
        assertTrue(one.out().contains("1 feature holds"), one.out());
        Desk.Said none = test(features, "--tests", "three");
        assertEquals(2, none.status(), none.out());
        assertTrue(none.errors().contains("no feature has a name like 'three'"), none.errors());
    }

    @Test
    void aGoldenPlanIsWrittenOnlyWhenAPersonAsksForItAndItsDifferenceIsShown() throws IOException {
        String feature = "def 'golden'() { expect: planMatches 'golden/plan.txt' }";
        Desk.Said missing = test(feature);
        assertEquals(1, missing.status());
        assertTrue(missing.out().contains("there is no golden/plan.txt yet"), missing.out());
        assertFalse(Files.exists(folder.resolve("golden")), "written silently");
        Desk.Said written = test(feature, "--update-golden");
        assertEquals(0, written.status(), written.out());
        assertTrue(written.out().contains("written: golden/plan.txt"), written.out());
        assertEquals(0, test(feature).status());
        desk.write("box.groovy", RECIPE.replace("127.0.0.1", "::1"));
        Desk.Said differs = test(feature);
        assertEquals(1, differs.status());
        assertTrue(differs.out().contains("-        text: 127.0.0.1 x86_64")
            && differs.out().contains("+        text: ::1 x86_64"), differs.out());
    }

    @Test
    void specificationsOfOneFolderShareItsClassesAndAreNoRecipes() throws IOException {
        desk.write("Wanted.groovy", "class Wanted { static String name() { 'box' } }")
            .write("BoxPlanSpec.groovy", HEAD.replace("BoxSpec", "BoxPlanSpec")
                + "def 'its order'() { expect: plan['tool'].needs 'layout' } }");
        Desk.Said said = test("def 'its name'() { expect: recipe.name == Wanted.name() }");
        assertEquals(0, said.status(), said.out() + said.errors());
        assertTrue(said.out().contains("BoxPlanSpec\n") && said.out().contains("2 features hold"), said.out());
        Files.delete(folder.resolve("Wanted.groovy"));
        Files.delete(folder.resolve("BoxSpec.groovy"));
        assertEquals(0, desk.call("check", ".").status());
        assertEquals(0, desk.call("test", "box").status());
    }

    @Test
    void parametersOfTheCommandLineReachTheRecipe() throws IOException {
        String feature = "def 'its target'() { expect: recipe.parameters*.value() == ['2', 'arm'] }";
        assertEquals(1, test(feature).status());
        Desk.Said said = test(feature, "-P", "target=arm");
        assertEquals(0, said.status(), said.out());
    }

    @Test
    void reportsForBuildServersAreReadByAnotherReader() throws Exception {
        test("""
            def 'one <holds>'() { expect: true }
            def 'two does not'() { expect: recipe.name == 'fox' }
            """, "--junit-xml", "reports");
        String program = """
            import sys, xml.etree.ElementTree as t
            suite = t.parse(sys.argv[1]).getroot()
            print(suite.get('name'), suite.get('tests'), suite.get('failures'), [c.get('name') for c in suite],
                'recipe.name' in suite.find('testcase/failure').text)
            """;
        Path report = folder.resolve("reports/TEST-BoxSpec.xml");
        assertEquals("BoxSpec 2 1 ['one <holds>', 'two does not'] True\n", python(0, program, report));
        Files.writeString(report, Files.readString(report).replace("</testsuite>", ""));
        python(1, program, report);
    }

    private static String python(int status, String program, Path file) throws Exception {
        Process python = new ProcessBuilder("python3", "-c", program, file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = new String(python.getInputStream().readAllBytes());
        assertTrue(python.waitFor(30, TimeUnit.SECONDS));
        assertEquals(status, python.exitValue(), printed);
        return printed;
    }

    @Test
    void aBaseSystemOfPackagesIsOneCommandAndAPatchIsAppliedForReal() throws IOException {
        desk.write("box.groovy", """
            recipe 'box'
            root('r', from: debian('bookworm').base('gcc')) {
                pass('p') {
                    sh 'gcc --version'
                    sh 'cat > a.txt'
                    patch local('fix.diff')
                }
            }
            """).write("fix.diff", "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-one\n+two\n");
        Desk.Said said = test("""
            def 'it is built'() {
                given:
                programs {
                    on 'bootstrap', writes: ['/usr/bin/gcc': executable('gcc')]
                    on 'gcc'
                    on 'cat *', writes: ['a.txt': 'one\\n']
                }
                when:
                build.run()
                then:
                calls.texts == ['bootstrap', 'gcc --version', 'cat > a.txt']
                build.root('r').has('/usr/bin/gcc')
                build.log('p/patch').contains('patching file a.txt')
            }
            """);
        assertEquals(0, said.status(), said.out());
    }

    @Test
    void whatARealBuildBringsIsBroughtOnce() throws Exception {
        Path file = folder.resolve("far/data.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "from far away");
        String sha256 = org.rootbuild.layer.Digests.ofFile(file);
        desk.write("box.groovy", "recipe 'box'\ndef data = source('data.txt', url: '" + file.toUri() + "', sha256: '"
            + sha256 + "')\nroot('r') { pass('p') { copy data, '/data' } }\n");
        String feature = """
            def 'it is copied'() {
                given:
                forReal()
                when:
                build.run()
                then:
                build.root('r')['/data'].text == 'from far away'
            }
            """;
        Desk.Said first = test(feature);
        assertEquals(0, first.status(), first.out());
        Files.delete(file);
        Desk.Said second = test(feature);
        assertEquals(0, second.status(), second.out());
        Files.delete(folder.resolve(".cache/rootbuild/sources").resolve(sha256.substring(0, 2)).resolve(sha256));
        assertEquals(1, test(feature).status(), "the oracle: now it is nowhere");
    }

    @Test
    void nothingOfAThrowAwayStoreIsLeftNorWhatAKilledRunLeft() throws IOException {
        Path left = Files.createDirectories(folder.resolve(".cache/rootbuild/tmp/999999999-1-1-0/store"));
        Desk.Said said = test("""
            def setupSpec() { assert recipe.name == 'box' }
            def setup() { load target: 'arm' }
            def cleanup() { println "cleaned ${scratch.directory}" }
            def 'it is built'() { when: build.runUntil('layout')\n then: build.made.contains('layout') }
            """);
        assertEquals(0, said.status(), said.out());
        assertFalse(Files.exists(left), "what a killed process left");
        try (Stream<Path> all = Files.list(folder.resolve(".cache/rootbuild/tmp"))) {
            assertEquals(List.of(), all.toList());
        }
        try (Stream<Path> beside = Files.list(folder)) {
            assertEquals(List.of(".cache", "BoxSpec.groovy", "box.groovy"),
                beside.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }
}
