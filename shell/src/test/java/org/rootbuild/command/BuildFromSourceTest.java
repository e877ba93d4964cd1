package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.command.Desk.Said;

/** A small package, built on the host's programs with the tools that real ones use. */
class BuildFromSourceTest {
    private static final String RECIPE = "recipe 'r'\ndef hello = local('hello.tar.xz')\n"
        + "root('s', from: host()) {\n    environment PATH: '/tools/bin:/usr/bin:/bin'\n    pass('p') {\n";
    private static final String PATCH = """
        --- a/hello.c
        +++ b/hello.c
        @@ -1,6 +1,6 @@
         #include <stdio.h>
         int main(void)
         {
        -    puts("hello");
        +    puts("patched");
             return 0;
         }
        """;

    @TempDir
    static Path made;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeAll
    static void makePackage() throws Exception {
        Path top = Files.createDirectories(made.resolve("hello-1.0"));
        Files.writeString(top.resolve("configure.ac"), "AC_INIT([hello],[1.0])\nAM_INIT_AUTOMAKE([foreign])\n"
            + "AC_PROG_CC\nAC_CONFIG_FILES([Makefile])\nAC_OUTPUT\n");
        Files.writeString(top.resolve("Makefile.am"), "bin_PROGRAMS = hello\nhello_SOURCES = hello.c\nTESTS = works.sh\n");
        Files.writeString(top.resolve("works.sh"), "#!/bin/sh\n./hello\n");
        Files.writeString(top.resolve("hello.c"),
            "#include <stdio.h>\nint main(void)\n{\n    puts(\"hello\");\n    return 0;\n}\n");
        Files.writeString(top.resolve("CMakeLists.txt"), "cmake_minimum_required(VERSION 3.10)\nproject(hello C)\n"
            + "add_executable(hello hello.c)\nenable_testing()\nadd_test(NAME works COMMAND hello)\n"
            + "install(TARGETS hello DESTINATION bin)\n");
        Files.writeString(top.resolve("meson.build"),
            "project('hello', 'c')\nh = executable('hello', 'hello.c', install: true)\ntest('works', h)\n");
        run(top, "chmod", "+x", "works.sh");
        run(top, "autoreconf", "-i");
        run(made, "tar", "cJf", "hello.tar.xz", "hello-1.0");
    }

    private static void run(Path in, String... words) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(words).directory(in.toFile()).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tool.waitFor(), said);
    }

    @BeforeEach
    void begin() throws IOException {
        desk = Desk.at(folder);
        Files.copy(made.resolve("hello.tar.xz"), folder.resolve("hello.tar.xz"));
        Files.writeString(folder.resolve("fix.patch"), PATCH);
    }

    private Said pass(String inside) throws IOException {
        return desk.write("r.groovy", RECIPE + inside + "\n} }\n").call("run", "r", "--on-error", "stop");
    }

    private String log(String step) {
        return desk.call("log", "r", "p/" + step).out();
    }

    @Test
    void autotoolsWithAPatchAndTests() throws IOException {
        Said said = pass("""
            sources hello
            patch local('fix.patch'), fuzz: 0
            autotools(buildDir: 'work') {
                configure '--prefix=/tools', evaluated: '--host=$(gcc -dumpmachine)', after: 'test -f Makefile'
                check()
            }
            verify('it says so') {
                output 'hello', equals: 'patched'
                exists '/tools/bin/hello'
                missing '/tools/bin/hello.c'
                file '../build/hello.c', contains: ['puts', 'patched']
            }""");
        assertEquals(0, said.status(), said.errors());
        assertTrue(log("configure").contains("sh ../configure --prefix=/tools   # in /build/work\n"), log("configure"));
        assertTrue(log("configure").contains("# PATH=/tools/bin:/usr/bin:/bin\n"), log("configure"));
        assertTrue(log("check").contains("PASS: works.sh"), log("check"));
        assertTrue(desk.call("inspect", "r", "p").out().contains("/tools/bin/hello"));
        assertFalse(desk.call("inspect", "r", "p").out().contains("/build"));
        assertFalse(Files.exists(Path.of("/tools/bin/hello")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "cmake { configure '-DCMAKE_INSTALL_PREFIX=/tools'; check() }",
        "cmake(generator: 'Ninja') { configure '-DCMAKE_INSTALL_PREFIX=/tools' }",
        "meson { setup '--prefix=/tools'; test() }",
        "exec 'gcc', '-o', 'it', 'hello.c'; exec 'install', '-D', 'it', '/tools/bin/hello'",
        "make 'hello', environment: [CFLAGS: '-O1']; sh 'install -D hello /tools/bin/hello'",
    })
    void otherToolsBuildItToo(String inside) throws IOException {
        Said said = pass("sources hello; " + inside + "; verify('it says so') { output 'hello', matches: ~/^hello$/ }");
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void sourcesLieSideBySide() throws IOException {
        Said said = pass("""
            sources hello, other: hello, 'deep/er': hello
            substitute 'other/hello.c', 'hello', 'other', times: 1
            verify('all are there') {
                file 'hello.c', contains: 'hello'
                file 'other/hello.c', contains: 'other'
                exists 'deep/er/hello.c'
                missing 'hello-1.0'
            }
            sh 'test "$(stat -c %u:%g hello.c)" = 0:0'
            """);
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void aSecondSourceInTheSamePlaceIsRefused() throws IOException {
        Said said = pass("sources hello; sources hello");
        assertEquals(1, said.status());
        assertTrue(said.errors().contains("which is in /build already"), said.errors());
    }

    @Test
    void fuzzIsReportedAndCanBeForbidden() throws IOException {
        String moved = PATCH.replace(" #include <stdio.h>\n int main(void)\n", " #include <other.h>\n int main(void)\n");
        Files.writeString(folder.resolve("fix.patch"), moved);
        Said said = pass("sources hello; patch local('fix.patch')");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("with fuzz"), said.errors());
        Said strict = pass("sources hello; patch local('fix.patch'), fuzz: 0");
        assertEquals(1, strict.status());
        assertTrue(strict.errors().contains("+    puts(\"patched\");"), strict.errors());
    }

    @Test
    void aPatchMakesRemovesAndMovesFiles() throws IOException {
        Files.writeString(folder.resolve("fix.patch"), """
            diff --git a/new/tool.sh b/new/tool.sh
            new file mode 100755
            --- /dev/null
            +++ b/new/tool.sh
            @@ -0,0 +1 @@
            +#!/bin/sh
            diff --git a/meson.build b/meson.build
            deleted file mode 100644
            --- a/meson.build
            +++ /dev/null
            @@ -1,3 +0,0 @@
            -project('hello', 'c')
            -h = executable('hello', 'hello.c', install: true)
            -test('works', h)
            diff --git a/hello.c b/moved.c
            similarity index 100%
            rename from hello.c
            rename to moved.c
            """);
        Said said = pass("sources hello; patch local('fix.patch')\n"
            + "sh 'test -x new/tool.sh; test -f moved.c; test ! -e hello.c; test ! -e meson.build; ./new/tool.sh'");
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void aFailedCheckSaysWhatWasExpectedAndWhatWasFound() throws IOException {
        Said said = pass("verify('the loader is ours') { output 'echo one; echo two', contains: 'three' }");
        assertEquals(1, said.status());
        assertTrue(said.errors().contains("'the loader is ours' does not hold"), said.errors());
        assertTrue(said.errors().contains("Expected\n    the output of `echo one; echo two` contains 'three'\nFound\n"
            + "    one\n    two\n"), said.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "sh 'false; true'", "sh 'false | cat'", "sh 'echo $nothing'", "sh 'no-such-tool'", "exec 'no-such-tool'",
        "verify('v') { sh 'false; rm -f x' }", "make 'nothing'", "autotools()", "sh 'cat /dev/tcp/127.0.0.1/1'",
    })
    void whatFailsAnywhereFailsTheStep(String inside) throws IOException {
        Said said = pass(inside);
        assertEquals(1, said.status(), said.errors());
        assertTrue(said.errors().contains("Exit status"), said.errors());
        assertTrue(said.errors().contains("PATH=/tools/bin:/usr/bin:/bin"), said.errors());
    }

    @Test
    void aChangedLimitOrNumberOfJobsMakesNothingAgain() throws IOException {
        assertEquals(0, pass("sh 'echo a'; exec 'true'").status());
        assertTrue(pass("limits time: 1.hours; sh 'echo a'; exec 'true'").errors().contains("= pass p  reused"));
        desk.write("r.groovy", RECIPE + "sh 'echo a', environment: [A: 'b']; exec 'true'\n} }\n");
        assertTrue(desk.call("plan", "r").out().contains("'settings.environment.A' of sh is new: 'b'"),
            desk.call("plan", "r").out());
    }

    @Test
    void kernelHeadersAreCopiedWithoutTheRest() throws IOException {
        desk.write("linux/Makefile", "headers:\n\tmkdir -p usr/include/asm-$(ARCH)\n\techo x >usr/include/a.h\n"
            + "\techo y >usr/include/asm-$(ARCH)/b.h\n\techo z >usr/include/Makefile\n");
        Said said = pass("sources local('linux'); kernelHeaders into: '/tools/include', arch: 'x86'\n"
            + "verify('they are there') { exists '/tools/include/a.h', '/tools/include/asm-x86/b.h'\n"
            + "missing '/tools/include/Makefile' }");
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void aPassInsideATreeSeesOnlyThat() throws IOException {
        Said said = desk.write("r.groovy", """
            recipe 'r'
            root('tools', from: host()) {
                pass('programs') {
                    sh '''
                        for name in sh cat; do
                            program=$(command -v "$name")
                            install -D "$program" "/mnt/lfs/bin/$name"
                            ldd "$program" | grep -o '/[^ ]*' | while read -r library; do
                                install -D "$library" "/mnt/lfs$library"
                            done
                        done
                    '''
                }
            }
            root('system', from: 'tools', chroot: '/mnt/lfs') {
                pass('p') {
                    write '/etc/motd', 'inside'
                    write 'relative', 'text'
                    sh 'test ! -e /usr; cat /etc/motd; pwd; cat relative'
                    verify('it is there') { file '/etc/motd', equals: 'inside' }
                }
            }
            """).call("run", "r", "--on-error", "stop");
        assertEquals(0, said.status(), said.errors());
        assertTrue(log("sh").contains("\ninside/build\ntext"), log("sh"));
        assertTrue(desk.call("inspect", "r", "p").out().contains("/mnt/lfs/etc/motd"));
    }
}
