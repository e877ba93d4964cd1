package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;

class SecretTest {
    private static final String VALUE = "correct'horse battery";
    private static final String PROGRAMS = """
        Secret token = param('api-token', 'opens the mirror', secret: true)
        root('s', from: host()) {
            pass('p') {
                sh 'echo "the token is $TOKEN"; set -x; : "$TOKEN"; printf %s "$TOKEN" | base64', environment: [TOKEN: token]
                sh 'test $(printf %s "$TOKEN" | wc -c) = 21', environment: [TOKEN: token]
                LAST
            }
        }
        """;

    @TempDir
    Path folder;

    private Desk desk(String script) throws Exception {
        return Desk.at(folder).write("r.groovy", "recipe 'r'\n" + script);
    }

    /** The files below the folder that hold the value in any of its spellings. */
    private List<String> leaks() throws Exception {
        List<String> leaks = new ArrayList<>();
        List<String> spellings = List.of(VALUE, VALUE.replace("'", "'\\''"), "horse battery",
            Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)));
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (spellings.stream().anyMatch(text::contains)) {
                    leaks.add(folder.relativize(file).toString());
                }
            }
        }
        return leaks;
    }

    private static void silent(Said said) {
        assertFalse((said.out() + said.errors()).contains("horse"), said.out() + said.errors());
    }

    @Test
    void aProgramGetsItAndNothingThatIsWrittenOrShownHasIt() throws Exception {
        Desk desk = desk(PROGRAMS.replace("LAST", ""));
        Map<String, String> given = Map.of("ROOTBUILD_SECRET_API_TOKEN", VALUE);
        Said made = desk.with(given, "run", "r", "-v", "--events", "events.jsonl");
        assertEquals(0, made.status(), made.errors());
        assertTrue(made.errors().contains("the token is ***"), made.errors());
        silent(made);
        silent(desk.with(given, "plan", "r", "--json"));
        silent(desk.with(given, "inspect", "r", "p"));
        silent(desk.with(given, "log", "r", "p"));
        silent(desk.with(given, "report", "r"));
        assertEquals(List.of(), leaks());
        assertTrue(desk.with(given, "run", "r").errors().contains("Nothing to do"));
    }

    @Test
    void theCheckForLeaksSeesOne() throws Exception {
        desk(PROGRAMS).write("other/file.log", "x " + VALUE + " y");
        assertEquals(List.of("other/file.log"), leaks());
    }

    @Test
    void aFailureThatWouldShowItShowsAMark() throws Exception {
        Desk desk = desk(PROGRAMS.replace("LAST", "sh 'echo $TOKEN >&2; exit 3', environment: [TOKEN: token]"));
        Said failed = desk.call("run", "r", "-P", "api-token=" + VALUE, "--stacktrace");
        assertEquals(1, failed.status(), failed.errors());
        assertTrue(failed.errors().contains("***"), failed.errors());
        silent(failed);
        silent(desk.call("log", "r", "p/sh:3"));
        silent(desk.call("report", "r"));
        assertEquals(List.of(), leaks());
    }

    @Test
    void itIsGivenByAFileWhoseLineBreakDoesNotCount() throws Exception {
        Desk desk = desk("def p = param('p', secret: true)\n"
            + "root('s') { pass('p1') { write '/etc/psk', \"psk=$p;\\n\" } }\nartifact('a.tar') { tar root('s') }\n");
        Files.writeString(folder.resolve("secret.txt"), VALUE + "\n");
        Said made = desk.call("run", "r", "--secret", "p=secret.txt");
        assertEquals(0, made.status(), made.errors());
        String tar = new String(Files.readAllBytes(folder.resolve("out/a.tar")), StandardCharsets.UTF_8);
        assertTrue(tar.contains("psk=" + VALUE + ";\n"));
        silent(desk.call("plan", "r", "--secret", "p=secret.txt", "--json"));
    }

    @Test
    void anotherValueMakesItAgainAndSaysWhyWithoutSayingWhat() throws Exception {
        Desk desk = desk("def p = param('p', secret: true)\n"
            + "root('s') { pass('p1') { user 'root', password: p } }\n");
        assertEquals(0, desk.call("run", "r", "-P", "p=" + VALUE).status());
        assertTrue(desk.call("plan", "r", "-P", "p=" + VALUE).out().contains("reused")
            || desk.call("run", "r", "-P", "p=" + VALUE).errors().contains("Nothing to do"));
        Said other = desk.call("plan", "r", "-P", "p=another one");
        assertTrue(other.out().contains("the secret 'p' is another one"), other.out());
        assertFalse(other.out().replace("is another one", "").contains("another one"), other.out());
        assertTrue(desk.call("plan", "r").out().contains("the secret 'p' is not given"));
        assertEquals(List.of(), leaks());
    }

    @Test
    void aMissingOneIsSaidBeforeAnythingIsMade() throws Exception {
        Desk desk = desk("def p = param('root-password', secret: true)\n"
            + "root('s') { pass('one') { mkdir '/a' }\n pass('two') { user 'root', password: p } }\n");
        Said said = desk.call("run", "r");
        assertNotEquals(0, said.status());
        assertTrue(said.errors().contains("the secret 'root-password' was not given")
            && said.errors().contains("ROOTBUILD_SECRET_ROOT_PASSWORD"), said.errors());
        assertFalse(said.errors().contains("✓ pass one"), said.errors());
        assertEquals(0, desk.call("check", "r").status());
        assertEquals(0, desk.call("run", "r", "one").status());
    }

    @Test
    void itCannotBecomePartOfAnOrdinaryText() throws Exception {
        List<String> uses = List.of("mkdir \"/$p\"", "sh \"echo $p\"", "user 'a', comment: p",
            "exec 'echo', \"x $p\"", "String t = \"a $p\"; substitute '/x', 'a', t",
            "call('c') { write '/y', p.toString() }",
            "sh 'a', folder: p", "symlink '/l', to: p");
        StringBuilder script = new StringBuilder("def p = param('p', secret: true)\nroot('s', from: host()) {\n");
        for (int i = 0; i < uses.size(); i++) {
            script.append("    pass('q").append(i).append("') { mkdir '/b'; ").append(uses.get(i)).append(" }\n");
        }
        Said said = desk(script + "}\n").call("check", "r", "-P", "p=" + VALUE);
        assertEquals(2, said.status(), said.errors());
        for (int i = 0; i < uses.size(); i++) {
            assertTrue(said.errors().contains("r.groovy:" + (i + 4) + ":"), uses.get(i) + "\n" + said.errors());
        }
        silent(said);
    }

    @Test
    void whatIsNoSecretParameterIsSaid() throws Exception {
        Files.writeString(folder.resolve("f"), "x");
        Said said = desk("String p = param('pp', 'a', 'b')\nroot('s') { pass('q') { mkdir '/b' } }\n")
            .call("check", "r", "--secret", "pp=f");
        assertTrue(said.errors().contains("no secret parameter 'pp'") && said.errors().contains("-P pp=value"),
            said.errors());
        Said wrong = desk("def p = param('p', 'about', secret: false)\nroot('s') { pass('q') { mkdir '/b' } }\n")
            .call("check", "r");
        assertEquals(2, wrong.status(), wrong.errors());
        Said misspelt = desk("def p = param('p', secrt: true)\nroot('s') { pass('q') { mkdir '/b' } }\n")
            .call("check", "r");
        assertTrue(misspelt.errors().contains("secret"), misspelt.errors());
    }

    @Test
    void aMisnamedOneIsSaidAlsoOfARecipeThatWasReadBefore() throws Exception {
        Desk desk = desk("def p = param('p', secret: true)\nroot('s') { pass('q') { write '/p', \"$p.given\" } }\n");
        Files.writeString(folder.resolve("f"), "x");
        assertEquals(0, desk.call("check", "r", "--secret", "p=f").status());
        assertEquals(0, desk.call("check", "r").status());
        Said said = desk.call("check", "r", "--secret", "q=f");
        assertEquals(2, said.status());
        assertTrue(said.errors().contains("no secret parameter 'q'"), said.errors());
    }

    @Test
    void theShellKeepsItNeitherInItsHistoryNorInItsParameters() throws Exception {
        Desk desk = desk("def p = param('p', secret: true)\nString o = param('o', 'a', 'b')\n"
            + "root('s') { pass('q') { write '/o', o; user 'root', password: p } }\n");
        Said said = desk.answering("set p \"" + VALUE + "\"\nset o b\nset\nrun\nhistory\nquit\n", "shell", "r");
        assertEquals(0, said.status(), said.errors());
        assertTrue(Files.readString(folder.resolve(".rootbuild/r/parameters")).contains("\"o\""));
        assertEquals(List.of(), leaks());
    }
}
