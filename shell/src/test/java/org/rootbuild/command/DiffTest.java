package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;
import tools.jackson.jr.ob.JSON;

class DiffTest {
    private static final String SCRIPT = """
        recipe 'r'
        String text = param('text', 'one\\ntwo\\nthree\\n', 'what is written')
        int mode = param('mode', 0644, 'permission bits')
        root('s') {
            pass('base') { mkdir '/etc' }
            pass('etc') { write '/etc/a', text; chmod mode, '/etc/a'; symlink '/etc/l', to: text.size() > 14 ? 'b' : 'a' }
            pass('other') { write '/etc/o', 'o' }
        }
        """;

    @TempDir
    Path folder;

    private Desk desk() throws IOException {
        return Desk.at(folder).write("r.groovy", SCRIPT);
    }

    @Test
    void twoBuildsOfAPassDifferInWhatWasChangedAndItIsSaidWhy() throws Exception {
        Desk desk = desk();
        assertEquals(0, desk.call("run", "r").status());
        assertEquals(0, desk.call("run", "r", "-P", "text=one\ntwo\nfour\nfive\n", "-P", "mode=448").status());
        Said said = desk.call("diff", "r", "etc", "--text", "-P", "text=one\ntwo\nfour\nfive\n", "-P", "mode=448");
        assertEquals(1, said.status(), said.errors());
        assertTrue(said.out().contains("made of: 'text' of write changed from"), said.out());
        assertTrue(said.out().contains("2 paths differ: 0 only in the first, 0 only in the second, 2 different in both"),
            said.out());
        assertTrue(said.out().contains("~ f /etc/a  mode 0644 -> 0700, size 14 -> 18, content from byte 8 on"),
            said.out());
        assertTrue(said.out().contains("~ l /etc/l  target a -> b"), said.out());
        assertTrue(said.out().contains("    -three\n    +four\n    +five\n"), said.out());
        Said same = desk.call("diff", "r", "etc", "etc", "-P", "text=one\ntwo\nfour\nfive\n", "-P", "mode=448");
        assertEquals(0, same.status(), same.errors());
        assertTrue(same.out().endsWith("the same\n"), same.out());
    }

    /** The oracle is diff(1). */
    @Test
    void linesDifferAsTheStandardToolHasIt() throws Exception {
        Desk desk = desk();
        String before = IntStream.range(0, 60).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")) + "\n";
        String now = before.replace("line 7\n", "").replace("line 30\n", "line 30\nnew\n").replace("line 59\n", "last");
        desk.call("run", "r", "-P", "text=" + before);
        desk.call("run", "r", "-P", "text=" + now);
        String out = desk.call("diff", "r", "etc", "--text", "-P", "text=" + now).out();
        List<String> shown = out.lines().filter(line -> line.startsWith("    ")).map(line -> line.substring(4)).toList();
        Files.writeString(folder.resolve("before"), before);
        Path patched = folder.resolve("before");
        Files.writeString(folder.resolve("patch"), String.join("\n", shown) + "\n");
        Process patch = new ProcessBuilder("patch", "--no-backup-if-mismatch", patched.toString(),
            folder.resolve("patch").toString()).redirectErrorStream(true).start();
        String said = new String(patch.getInputStream().readAllBytes());
        assertEquals(0, patch.waitFor(), said + "\n" + out);
        assertEquals(now, Files.readString(patched));
    }

    @Test
    void programsGetTheSameInJson() throws Exception {
        Desk desk = desk();
        desk.call("run", "r");
        Said said = desk.call("diff", "r", "base", "other", "--json");
        assertEquals(1, said.status(), said.errors());
        Map<String, Object> form = JSON.std.mapFrom(said.out());
        assertEquals(List.of(1, false), List.of(form.get("v"), form.get("same")));
        List<?> paths = (List<?>) form.get("paths");
        assertEquals(List.of("left", "right"), paths.stream().map(path -> ((Map<?, ?>) path).get("in"))
            .filter(where -> !where.equals("both")).toList(), said.out());
        assertEquals("base", ((Map<?, ?>) form.get("left")).get("node"));
        assertEquals(64, ((String) ((Map<?, ?>) form.get("right")).get("fingerprint")).length());
    }

    @Test
    void aPassThatIsMadeAgainBesideTheFirstIsTheSame() throws Exception {
        Desk desk = desk();
        desk.call("run", "r");
        Said said = desk.call("diff", "r", "etc", "--rebuild");
        assertEquals(0, said.status(), said.errors() + said.out());
        assertTrue(said.out().endsWith("the same\n"), said.out());
        assertEquals("", said.errors());
        assertTrue(desk.call("plan", "r").out().contains("nothing to do"));
    }

    @Test
    void whatCannotBeComparedEndsWithTwo() throws Exception {
        Desk desk = desk();
        for (List<String> words : List.of(List.of("diff", "r"), List.of("diff", "r", "etc"), List.of("diff", "r", "ect"),
                List.of("diff", "r", "etc", "--rebuild"), List.of("diff", "r", "etc", "base", "--rebuild"),
                List.of("diff", "r", "etc", "base", "--json", "--text"), List.of("diff", "r", "etc", "base", "x"))) {
            Said said = desk.call(words.toArray(String[]::new));
            assertEquals(2, said.status(), words + said.errors());
            assertTrue(said.errors().startsWith("rootbuild: "), said.errors());
            assertFalse(said.errors().contains("bug"), said.errors());
            assertEquals("", said.out());
        }
        desk.call("run", "r");
        assertTrue(desk.call("diff", "r", "etc").errors().contains("one build is known, and none before it"));
        assertTrue(desk.call("diff", "r", "etc@4", "etc").errors().contains("one build is known"));
    }
}
