package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;
import org.rootbuild.layer.Digests;

/** Going into passes from scripts. Needs a kernel that lets root stack folders. */
class EnterTest {
    /** What a program can see of its surroundings; of mounts without the folders that lie on each other. */
    private static final String LOOK = "env | grep -v -e ^PWD= -e ^SHLVL= -e ^_= | sort; id; pwd; umask; uname -n;"
        + " sed -e 's/lowerdir=[^ ]*//' -e 's/workdir=[^ ]*//' /proc/self/mounts; ls /sys/class/net; ls -l /dev;"
        + " grep -i -e ^cap -e ^nonew /proc/self/status; ulimit -a; tr '\\0' ' ' < /proc/1/cmdline | cut -c1-12;"
        + " readlink /proc/self/fd/3 || echo none";

    private static final String MAKE = """
        recipe 'r'
        root('s', from: host()) {
            environment GREETING: 'hello', OUT: '/opt/made'
            umask 027
            pass('make') {
                write '/build/Makefile', 'all:; echo whole > $(OUT) && fasle\\n'
                make()
            }
            pass('more') { write '/more', 'x' }
        }
        """;

    @TempDir
    Path folder;

    private Said enter(String script, String... words) {
        InputStream in = new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8));
        return desk().call(false, in, Stream.concat(Stream.of("enter", "r"), Stream.of(words)).toArray(String[]::new));
    }

    private Desk desk() {
        return Desk.at(folder);
    }

    /** Everything that the build made, by its bytes. */
    private SortedMap<String, String> bytes() throws IOException {
        SortedMap<String, String> bytes = new TreeMap<>();
        Path store = folder.resolve(".cache/rootbuild");
        for (String part : List.of("results", "work")) {
            try (Stream<Path> files = Files.walk(store.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes.put(store.relativize(file).toString(), Digests.ofFile(file));
                }
            }
        }
        return bytes;
    }

    @Test
    void whoGoesInFindsWhatTheStepFound() throws Exception {
        desk().write("r.groovy", """
            recipe 'r'
            root('s', from: host()) {
                environment GREETING: 'hello', LC_ALL: 'C.UTF-8'
                umask 027
                pass('look') {
                    sh 'mkdir -p deep/down'
                    sh '''%s''', folder: 'deep/down', memory: 3.GiB, environment: [ONE: '1']
                    sh 'false'
                }
            }
            """.formatted(LOOK.replace("\\", "\\\\").replace("$", "\\$")));
        assertEquals(1, desk().call("run", "r").status());
        String log = desk().call("log", "r", "look/sh:2").out();
        List<String> step = log.lines().filter(line -> !line.startsWith("# ") && !line.startsWith("$ ")
            && !line.startsWith("rootbuild: ")).toList();
        assertTrue(step.contains("GREETING=hello") && step.contains("/build/deep/down") && step.contains("0027"), log);
        Said inside = enter(LOOK, "look/sh:2");
        assertEquals(0, inside.status(), inside.errors());
        assertEquals(String.join("\n", step), inside.out().stripTrailing());
        assertNotEquals(String.join("\n", step), enter(LOOK, "look").out().stripTrailing(), "another step, other words");
    }

    @Test
    void aFailedMakeIsMendedByHandAndKept() throws Exception {
        desk().write("r.groovy", MAKE);
        assertEquals(1, desk().call("run", "r").status());
        Said mended = enter("cat $OUT; sed -i s/fasle/true/ Makefile; rm $OUT", "make", "--keep");
        assertEquals(0, mended.status(), mended.errors());
        assertEquals("whole\n", mended.out());
        assertTrue(mended.errors().contains("kept, and what comes of it is marked as touched by hand:"
            + " rootbuild run r --here"), mended.errors());
        Said run = desk().call("run", "r", "--here");
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().contains("touched by hand: make"), run.errors());
        assertEquals("whole\nx", enter("cat /opt/made; cat /more", "more").out());
    }

    @Test
    void aVisitThatKeepsNothingChangesNoByte() throws Exception {
        desk().write("r.groovy", MAKE);
        assertEquals(1, desk().call("run", "r").status());
        SortedMap<String, String> before = bytes();
        for (List<String> visit : List.of(
                List.of("sed -i s/fasle/true/ Makefile; echo x > /etc/passwd; rm -rf /opt/made /usr/bin", "make"),
                List.of("echo y > /opt/made; echo z > Makefile", "make/write", "--drop"),
                List.of("test ! -e /opt/made; test ! -e Makefile; rm -rf /etc/passwd", "make", "--before"))) {
            Said said = enter(visit.get(0), visit.subList(1, visit.size()).toArray(String[]::new));
            assertEquals(0, said.status(), visit + said.errors());
        }
        assertEquals(before, bytes());
        assertEquals(1, desk().call("run", "r", "--here").status());
        desk().write("r.groovy", MAKE.replace("fasle", "true"));
        Said run = desk().call("run", "r");
        assertEquals(0, run.status(), run.errors());
        assertFalse(run.errors().contains("touched by hand"), run.errors());
        SortedMap<String, String> finished = bytes();
        assertEquals(0, enter("rm -rf /opt/made /more; echo y > /opt/y", "more").status());
        assertEquals(finished, bytes());
    }

    @Test
    void whatIsKeptBeforeAStepIsThereForIt() throws Exception {
        desk().write("r.groovy", MAKE);
        Said before = enter("echo 'all:; echo by hand > /opt/made' > other; ls", "make", "--keep");
        assertEquals(1, before.status());
        assertTrue(before.errors().contains("is not made yet"), before.errors());
        desk().call("run", "r", "--until", "s:base");
        assertFalse(enter("ls /", "make", "--keep").errors().contains("kept"));
        Said kept = enter("mkdir /kept; pwd", "make", "--keep");
        assertEquals(0, kept.status(), kept.errors());
        assertEquals("/build\n", kept.out());
        desk().call("run", "r");
        Said second = enter("ls -d /kept; sed -i s/fasle/true/ Makefile", "make", "--keep");
        assertEquals("/kept\n", second.out(), second.errors());
        Said run = desk().call("run", "r", "--here");
        assertEquals(0, run.status(), run.errors());
        assertTrue(run.errors().contains("touched by hand: make"), run.errors());
        assertTrue(desk().call("inspect", "r", "make").out().contains("+ d /kept"));
    }

    @Test
    void aCommandHasItsExitStatusItsInputAndItsOutputs() throws Exception {
        desk().write("r.groovy", MAKE.replace("fasle", "true"));
        assertEquals(0, desk().call("run", "r").status());
        Said said = enter("some input\n", "make", "--", "sh", "-c", "cat; echo oops >&2; kill -TERM $$");
        assertEquals("some input\n", said.out());
        assertTrue(said.errors().contains("oops"), said.errors());
        assertEquals(128 + 15, said.status());
        assertEquals(3, enter("exit 3", "make").status());
        assertEquals(1, enter("false; true", "make").status(), "as strict as a step's script");
        assertEquals(127, enter("", "make", "no-such-program").status());
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeAnythingIsRun() throws Exception {
        desk().write("r.groovy", MAKE.replace("fasle", "true"));
        assertEquals(0, desk().call("run", "r").status());
        Said finished = enter("echo ran", "make", "--keep");
        assertEquals(1, finished.status());
        assertEquals("", finished.out());
        assertTrue(finished.errors().contains("the pass 'make' is finished, and its layer never changes"),
            finished.errors());
        for (List<String> words : List.of(List.of("mkae"), List.of("make/mke"), List.of("host()"),
                List.of("make", "--keep", "--drop"), List.of("make", "--befor"))) {
            Said wrong = enter("echo ran", words.toArray(String[]::new));
            assertEquals(2, wrong.status(), words + wrong.errors());
            assertEquals("", wrong.out());
        }
        assertTrue(enter("", "mkae").errors().contains("Did you mean 'make'?"));
    }

    @Test
    void aRootWithoutAShellIsLookedAtWithTheHostsBusybox() throws Exception {
        desk().write("r.groovy", """
            recipe 'r'
            root('tiny') { pass('files') { mkdir '/etc', '/bin'; write '/etc/motd', 'hello\\n'; symlink '/link', to: 'etc/motd' } }
            """);
        assertEquals(0, desk().call("run", "r").status());
        SortedMap<String, String> before = bytes();
        Said said = enter("cat /link; ls /bin; touch /x 2> /dev/null && echo written; test -x /run/rootbuild/bin/vi", "files");
        assertEquals("hello\n", said.out(), said.errors());
        assertEquals(0, said.status());
        assertEquals(before, bytes());
    }

    @Test
    void withoutIsolationOneGoesIntoTheFolder() throws Exception {
        desk().write("r.groovy", MAKE.replace("$(OUT) && fasle", "$(ROOT)$(OUT)").replace("'/opt/made'",
            "'/made'"));
        Said run = desk().call("run", "r", "--isolation", "none");
        assertEquals(0, run.status(), run.errors());
        SortedMap<String, String> before = bytes();
        Said said = enter("cat $ROOT/made; echo x > $ROOT/made", "make", "--isolation", "none");
        assertEquals("whole\n", said.out(), said.errors());
        assertEquals(before, bytes());
        Said kept = enter("echo ran", "make", "--isolation", "none", "--keep");
        assertTrue(kept.errors().contains("without isolation"), kept.errors());
    }
}
