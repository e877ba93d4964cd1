package org.rootbuild.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;

/** What the words for building from source say to the model, and to a person who uses them wrongly. */
class BuildWordsTest {
    @TempDir
    static Path folder;

    private static Reading reading;

    @BeforeAll
    static void read() throws Exception {
        reading = new Reading(folder);
    }

    private static List<String> names(List<Step> steps) {
        return steps.stream().map(Step::name).toList();
    }

    private static List<String> words(Step step) {
        List<String> words = new java.util.ArrayList<>(step.arguments().texts("command"));
        words.addAll(step.arguments().texts("arguments"));
        return words;
    }

    @Test
    void autotoolsIsConfigureBuildAndInstall() throws Exception {
        List<Step> steps = reading.steps("autotools(buildDir: 'build') { configure '--prefix=/tools', '--b' }");
        assertEquals(List.of("configure", "build", "install"), names(steps));
        assertEquals(List.of("../configure", "--prefix=/tools", "--b"), words(steps.get(0)));
        assertEquals(List.of("make"), words(steps.get(1)));
        assertEquals(List.of("make", "install"), words(steps.get(2)));
        steps.forEach(step -> assertEquals("/build/build", step.arguments().text("folder")));
    }

    @Test
    void eachStepOfAutotoolsCanBeChangedAndChecked() throws Exception {
        List<Step> steps = reading.steps("""
            autotools(environment: [A: '1', B: '2'], sourceDir: 'src') {
                configure '--x', command: ['sh', 'Configure'], prefix: ['setarch', 'i686'], suffix: '--last',
                    environment: [B: null, C: "${1 + 2}"], before: 'touch a', after: 'touch b'
                make '-k', ['V=1'], 'all'
                check '-i', target: ['test', 'more']
                install 'DESTDIR=/mnt', target: 'install-strip'
            }""");
        assertEquals(List.of("configure", "build", "check", "install"), names(steps));
        assertEquals(List.of("setarch", "i686", "sh", "Configure", "--x", "--last"), words(steps.get(0)));
        Fields configure = steps.get(0).arguments();
        assertEquals("touch a", configure.text("before"));
        assertEquals("touch b", configure.text("after"));
        assertEquals("/build/src", configure.text("folder"));
        assertEquals("{A=Text[text=1], B=Flag[set=false], C=Text[text=3]}",
            configure.group("settings").group("environment").toString());
        assertEquals(List.of("make", "-k", "V=1", "all"), words(steps.get(1)));
        assertEquals(List.of("make", "test", "more", "-i"), words(steps.get(2)));
        assertEquals(List.of("make", "install-strip", "DESTDIR=/mnt"), words(steps.get(3)));
        assertEquals(List.of("build"), names(reading.steps("autotools { noConfigure(); noInstall() }")));
    }

    @Test
    void cmakeAndMesonAreToldHowManyJobsAndMakeIsNot() throws Exception {
        List<Step> make = reading.steps("cmake { check() }");
        assertEquals(List.of("configure", "build", "check", "install"), names(make));
        assertEquals(List.of("cmake", "-S", "..", "-B", ".", "-G", "Unix Makefiles", "-DCMAKE_BUILD_TYPE=Release"),
            words(make.get(0)));
        assertEquals(List.of("make"), words(make.get(1)));
        assertTrue(make.get(1).arguments().find("jobsOption").isEmpty());
        List<Step> ninja = reading.steps("cmake(generator: 'Ninja')");
        assertEquals("-j", ninja.get(1).arguments().text("jobsOption"));
        List<Step> meson = reading.steps("meson { setup '-Da=b'; test() }");
        assertEquals(List.of("setup", "compile", "test", "install"), names(meson));
        assertEquals(List.of("meson", "setup", ".", "..", "-Da=b"), words(meson.get(0)));
        assertEquals("--num-processes=", meson.get(2).arguments().text("jobsOption"));
    }

    @Test
    void theNumberOfJobsAndTheLimitsChangeNoResult() throws Exception {
        Fields plain = reading.significant("", "make 'all'");
        assertEquals(plain, reading.significant("", "make 'all', jobs: 3"));
        assertEquals(plain, reading.significant("limits time: 2.hours, memory: 4.GiB", "make 'all'"));
        assertEquals(plain, reading.significant("", "limits time: 2.hours; make 'all', memory: 1.GiB"));
        assertNotEquals(plain, reading.significant("", "make 'all', network: true"));
        assertNotEquals(plain, reading.significant("umask 027", "make 'all'"));
        assertNotEquals(plain, reading.significant("environment A: 'b'", "make 'all'"));
    }

    @Test
    void theEnvironmentReachesStepsThatRunProgramsAndNoOthers() throws Exception {
        for (String step : List.of("sh 'x'", "exec 'x'", "autotools()", "verify('v') { sh 'x' }")) {
            assertNotEquals(reading.significant("", step), reading.significant("environment A: 'b'", step), step);
        }
        for (String step : List.of("write '/x', 'y'", "sources src", "patch src", "verify('v') { exists '/x' }")) {
            assertEquals(reading.significant("", step), reading.significant("environment A: 'b'", step), step);
        }
    }

    @Test
    void settingsHoldFromWhereTheyStandAndTheNearerOneWins() throws Exception {
        List<Step> steps = reading.steps("environment A: '1', B: '1', PATH: '/x'",
            "sh 'a'; environment B: '2', A: null; sh 'b', environment: [B: '3']; umask 077; sh 'c'");
        assertEquals("{A=Text[text=1], B=Text[text=1], PATH=Text[text=/x]}", environment(steps.get(0)));
        assertEquals("{A=Flag[set=false], B=Text[text=3], PATH=Text[text=/x]}", environment(steps.get(1)));
        assertEquals("{A=Flag[set=false], B=Text[text=2], PATH=Text[text=/x]}", environment(steps.get(2)));
        assertEquals(077, steps.get(2).arguments().group("settings").whole("umask"));
        assertTrue(steps.get(1).arguments().group("settings").find("umask").isEmpty());
        assertEquals(reading.significant("environment A: '1', B: '2'", "sh 'a'"),
            reading.significant("environment B: '2'; environment A: '1'", "sh 'a'"));
    }

    private static String environment(Step step) {
        return step.arguments().group("settings").group("environment").toString();
    }

    @Test
    void aProgramSeesTheCleanEnvironmentChangedAsTheRecipeSays() throws Exception {
        Step step = reading.steps("sh 'a', environment: [PATH: '/tools/bin', TZ: null, X: 'y']").get(0);
        assertEquals("{HOME=/build, LC_ALL=POSIX, PATH=/tools/bin, SOURCE_DATE_EPOCH=7, TERM=dumb, X=y}",
            Settings.of(step.arguments()).variables(7).toString());
    }

    @Test
    void aShellScriptIsInTheFingerprintAsItIsWritten() throws Exception {
        assertEquals("\n    a\n      b\n", reading.steps("sh '''\n    a\n      b\n'''").get(0).arguments().text("text"));
    }

    @Test
    void relativePathsLieInTheBuildFolder() throws Exception {
        assertEquals("/build/gcc/x", reading.steps("substitute 'gcc/x', 'a', 'b'").get(0).arguments().text("path"));
        assertEquals("/x", reading.steps("substitute '/x', 'a', 'b'").get(0).arguments().text("path"));
        assertEquals(List.of("/build/*.c", "/etc/*"), reading.steps("remove './*.c', '/etc/*'").get(0).arguments()
            .texts("paths"));
        assertEquals("/build", reading.steps("sh 'x', folder: '.'").get(0).arguments().text("folder"));
        assertEquals("/build/a", reading.steps("sh 'x', folder: 'b//../a/'").get(0).arguments().text("folder"));
    }

    @Test
    void aRootOnTheHostBeginsWithAPassOfItsOwn() throws Exception {
        Recipe recipe = reading.recipe("root('a', from: host()) { pass('p') { sh 'x' } }\n"
            + "root('b', from: host()) { pass('q') { sh 'x' } }\nroot('c', from: host(as: 'deb/12')) { pass('o') { sh 'x' } }");
        Node.Pass base = (Node.Pass) recipe.node("a:base").orElseThrow();
        assertEquals("host", base.steps().get(0).verb());
        assertEquals(new Value.Flag(true), recipe.root("a").orElseThrow().options().get("onHost"));
        assertTrue(recipe.node("host()").orElseThrow() instanceof Node.Source);
        assertEquals("deb/12", ((Node.Source) recipe.node("host(deb 12)").orElseThrow()).request().text("as"));
    }

    @Test
    void aRootFromATarballUnpacksIt() throws Exception {
        Recipe recipe = reading.recipe("root('a', from: tarball(local('x.tar'), strip: 1)) { pass('p') { sh 'x' } }\n");
        Step base = ((Node.Pass) recipe.node("a:base").orElseThrow()).steps().get(0);
        assertEquals("unpack", base.verb());
        assertEquals(1, base.arguments().whole("strip"));
    }

    @Test
    void everyStepOfARootWithChrootCarriesIt() throws Exception {
        Recipe recipe = reading.recipe("root('a', from: host(), chroot: '/mnt/lfs') { pass('p') { sh 'x'; mkdir 'y' } }");
        ((Node.Pass) recipe.node("p").orElseThrow()).steps().forEach(step ->
            assertEquals("/mnt/lfs", step.arguments().text("chroot")));
        assertTrue(((Node.Pass) recipe.node("a:base").orElseThrow()).steps().get(0).arguments().find("chroot").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "exec()                                        | 'exec' names no program",
        "exec 'a', null                                | a word of a command is null",
        "exec 'a', [1.5]                               | a word of a command is no text: 1.5",
        "exec 'a', 'x\\0y'                             | a word of a command holds a NUL character",
        "sh ' '                                        | an empty script does nothing",
        "sh 'x', netwrok: true                         | Did you mean 'network'?",
        "sh 'x', time: 3                               | It must be a duration: how long it may take.",
        "sh 'x', folder: '../..'                       | leaves the root",
        "sh 'x', environment: ['a-b': 'c']             | 'a-b' is no name of an environment variable",
        "sh 'x', memory: 3.B                           | no program runs in 3 B",
        "environment PATH: 3.5                         | the value of PATH is no text",
        "make(jobs: 0)                                 | nothing can be made with 0 jobs",
        "autotools { confgure 'x' }                    | Did you mean 'configure'?",
        "autotools { configure 'x'; configure 'y' }    | 'configure' is said twice",
        "autotools { noInstall(); install 'x' }        | 'install' is left out and described as well",
        "autotools { make command: '' }                | the command of 'build' is empty",
        "cmake(generator: 'Visual')                    | 'Visual' is no generator",
        "umask 22                                      | 22 is a decimal number",
        "umask 01000                                   | the umask 512 is not between 0 and 0777",
        "limits time: 0.seconds                        | a step cannot take less than no time",
        "verify('x') { }                               | 'x' expects nothing",
        "verify('x') { output 'a', contains: '' }      | 'output' expects nothing",
        "verify('x') { output 'a', contans: 'b' }      | Did you mean 'contains'?",
        "sources src, mpfr: 'x'                        | 'mpfr:' is no source",
        "sources src, '../x': src                      | '../x' is no folder beside",
        "patch ''                                      | an empty patch changes nothing",
        "patch src, fuzz: -1                           | 'fuzz:' is -1",
        "kernelHeaders into: '/usr/include', arch: '; rm' | is no architecture of the kernel",
    })
    void whatIsWrongIsSaidBeforeAnythingRuns(String step, String error) throws Exception {
        String said = reading.errorsInPass(step.replace("\\0", "\\u0000"));
        assertTrue(said.contains(error), said);
        assertTrue(said.startsWith("r.groovy:5:"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh 'x'", "sources src; autotools()", "sources src; patch src; exec 'make'",
        "verify('v') { output 'x', equals: 'y' }"})
    void programsCannotRunInAnEmptyRoot(String inside) throws Exception {
        String text = "def src = local('x')\nroot('s') { pass('p') { " + inside + " } }\n";
        assertTrue(reading.errors(text).contains("the root of the pass 'p' is empty"), inside);
        assertEquals("", reading.errors(text.replace("pass('p') {", "pass('o') { unpack src }\npass('p') {")));
        assertEquals("", reading.errors(text.replace("pass('p') {", "pass('p') { unpack src;")));
        assertEquals("", reading.errors(text.replace("root('s')", "root('a') { pass('o') { mkdir '/x' } }\n"
            + "root('s', from: 'a')")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lfs", "/", "/a/../b", "/a//b", "/a/", ""})
    void aChrootIsAFolderFromTheRootOn(String folder) throws Exception {
        assertTrue(reading.errors("root('s', from: host(), chroot: '" + folder + "') { pass('p') { sh 'x' } }")
            .contains("is no folder that passes could run in"));
    }
}
