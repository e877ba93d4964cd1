package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;
import tools.jackson.jr.ob.JSON;

/** Passes that run programs, fail, and are mended. Needs a kernel that lets root stack folders. */
class MendingTest {
    private static final String SCRIPT = """
        recipe 'r'
        root('s', from: host()) {
            environment GREETING: 'hello'
            pass('one') {
                sh 'mkdir -p /opt/one; echo "$GREETING" > /opt/one/a; echo object > o; seq 100 | while read n; do echo $n > $n; done'
                sh 'test -e o; echo half > /opt/one/part; grep -q whole /opt/one/part'
            }
            pass('two') { write '/opt/two', 'x' }
        }
        """;

    @TempDir
    Path folder;

    private Desk desk() throws IOException {
        return Desk.at(folder).write("r.groovy", SCRIPT);
    }

    private Path left(Said failed) {
        Matcher named = Pattern.compile("cd (\\S+) +# the files that it left").matcher(failed.errors());
        assertTrue(named.find(), failed.errors());
        return Path.of(named.group(1));
    }

    @Test
    void aFailedStepIsMendedByHandAndItsLayerIsTouchedUntilItIsMadeClean() throws Exception {
        Said failed = desk().call("run", "r");
        assertEquals(1, failed.status(), failed.errors());
        assertTrue(failed.errors().contains("rootbuild run r --here"), failed.errors());
        Path left = left(failed);
        Path part = Files.walk(left).filter(file -> file.endsWith("one/part")).findFirst().orElseThrow();
        assertEquals("half\n", Files.readString(part));
        Files.writeString(part, "whole\n");
        Said mended = desk(SCRIPT.replace("echo half >", "cat")).call("run", "r", "--here");
        assertEquals(0, mended.status(), mended.errors());
        assertTrue(mended.errors().contains("goes on at 'one/sh:2' with what is there, and marks"), mended.errors());
        assertTrue(mended.errors().contains("touched by hand: one. What comes of it is not what the recipe alone makes;"
            + " made again by: rootbuild run r --clean"), mended.errors());
        Said plan = desk(SCRIPT.replace("echo half >", "cat")).call("plan", "r");
        assertTrue(plan.out().matches("(?s).*reuse +pass one +touched by hand\n.*"), plan.out());
        Object nodes = JSON.std.mapFrom(Desk.at(folder).call("plan", "r", "--json").out()).get("nodes");
        assertTrue(nodes.toString().contains("touched=true"), nodes.toString());
        assertTrue(Desk.at(folder).call("inspect", "r", "one").out().contains("touched      by hand"));
        assertTrue(Desk.at(folder).call("plan", "r", "--clean").out().contains("its layer was touched by hand"));
        Said clean = desk(SCRIPT.replace("echo half >", "echo whole >")).call("run", "r", "--clean");
        assertEquals(0, clean.status(), clean.errors());
        assertFalse(clean.errors().contains("touched by hand: one"), clean.errors());
        assertFalse(Desk.at(folder).call("plan", "r").out().contains("touched"));
    }

    private Desk desk(String script) throws IOException {
        return Desk.at(folder).write("r.groovy", script);
    }

    @Test
    void aPersonAnswersHere() throws Exception {
        Said said = desk(SCRIPT.replace("echo half >", "echo whole >>")).answering("here\n", "run", "r");
        assertEquals(0, said.status(), said.errors());
        Said again = desk(SCRIPT.replace("echo half > /opt/one/part;",
            "test -e /opt/one/tried && echo whole > /opt/one/part || touch /opt/one/tried /opt/one/part;"))
            .answering("here\n", "run", "r");
        assertEquals(0, again.status(), again.errors());
        assertTrue(again.errors().contains("here      run it again on what it left"), again.errors());
        assertTrue(again.errors().contains("touched by hand: one"), again.errors());
    }

    @Test
    void aPersonTakesBackAndWorksInTheShellOverTheSessionThatFailed() throws Exception {
        Said said = desk().answering("rollback nowhere\nshell\nrollback one\nskip\n", "run", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("there is no 'nowhere' in the recipe 'r'."), said.errors());
        assertTrue(said.errors().contains("r one/sh:2 failed> "), said.errors());
        assertTrue(said.out().contains("taken back: one, two"), said.out());
        assertTrue(said.errors().contains("1 skipped"), said.errors());
    }

    @Test
    void whatAFailedStepDidIsShownWithItsTotalsItsCommandsAndItsEnvironment() throws Exception {
        desk().call("run", "r");
        String pass = desk().call("inspect", "r", "one").out();
        assertTrue(pass.contains("changes by sh: "), pass);
        assertTrue(pass.contains("the biggest of them:") && pass.contains(" more: --files lists all of them"), pass);
        String all = desk().call("inspect", "r", "one", "--files").out();
        assertTrue(all.contains("+ f /build/100  4 B") && all.contains("+ f /build/1  2 B"), all);
        String step = desk().call("inspect", "r", "one/sh:2").out();
        assertTrue(step.startsWith("step 'sh:2' of the pass 'one': failed\n"), step);
        assertTrue(step.contains("what ran\n  $ test -e o; echo half > /opt/one/part; grep -q whole /opt/one/part\n"),
            step);
        assertTrue(step.contains("its environment\n") && step.contains("\n  GREETING=hello\n"), step);
        assertTrue(step.contains("+ f /opt/one/part  5 B"), step);
        assertTrue(step.contains("the step goes on with it: rootbuild run r --here"), step);
    }

    @Test
    void aRunBeginsAgainFromAPassAndSaysWhatItTakesBack() throws Exception {
        Desk desk = Desk.at(folder).write("r.groovy", """
            recipe 'r'
            def file = local('file')
            root('s') { pass('one') { copy file, '/a' }; pass('two') { write '/b', 'b' }; pass('three') { write '/c', 'c' } }
            root('t') { pass('four') { write '/d', 'd' } }
            """).write("file", "x");
        assertEquals(0, desk.call("run", "r").status());
        String dry = desk.call("run", "r", "--from", "two", "--dry-run").out();
        assertTrue(dry.startsWith("recipe 'r': 2 to make"), dry);
        Said two = desk.call("run", "r", "--from", "two");
        assertEquals(0, two.status(), two.errors());
        assertTrue(two.errors().contains("made again: two, three\n"), two.errors());
        assertTrue(two.errors().contains("2 made"), two.errors());
        Said source = desk.call("run", "r", "--from", "local:file");
        assertTrue(source.errors().contains("made again: one, two, three; the file of the source 'local:file' stays"),
            source.errors());
        for (List<String> words : List.of(List.of("--from", "two", "--here"),
                List.of("--here", "--dry-run"), List.of("--from", "tow"), List.of("--until", "tow"),
                List.of("--from", "two", "--until", "one"),
                List.of("four", "--from", "two"), List.of("--isolation", "nome"), List.of("--here"))) {
            Said said = desk.call(Stream.concat(Stream.of("run", "r"), words.stream()).toArray(String[]::new));
            assertEquals(2, said.status(), words + said.errors());
            assertTrue(said.errors().contains("rootbuild: "), said.errors());
        }
        assertTrue(desk.call("plan", "r").out().contains("nothing to do"), "nothing was taken back by them");
        assertTrue(desk.call("run", "r", "--isolation", "nome").errors().contains("Did you mean 'none'?"));
    }
}
