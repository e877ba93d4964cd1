package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Desk.Said;
import org.rootbuild.progress.Look;

class CommandLineTest {
    private static final String HELLO = """
        recipe 'hello', about: 'Greets'
        String who = param('who', 'world', 'whom to greet', choices: ['world', 'moon'])
        root('system') {
            pass('etc') { mkdir '/etc'; write '/etc/motd', "hello $who\\n" }
        }
        """;

    @TempDir
    Path folder;

    private Desk desk() throws Exception {
        return Desk.at(folder).write("hello.groovy", HELLO);
    }

    @Test
    void theOverviewNamesEveryCommandOnStandardOutput() throws Exception {
        Said said = desk().call("--help");
        assertEquals(0, said.status());
        CommandName.words().forEach(word -> assertTrue(said.out().contains("\n  " + word + " "), word));
        assertEquals("", said.errors());
        assertEquals(said, desk().call("help"));
    }

    @Test
    void withoutACommandTheOverviewIsAnError() throws Exception {
        Said said = desk().call();
        assertEquals(2, said.status());
        assertEquals("", said.out());
        assertTrue(said.errors().contains("Usage: rootbuild COMMAND"));
    }

    @Test
    void everyCommandHasAHelpOfItsOwn() throws Exception {
        for (String word : CommandName.words()) {
            Said said = desk().call("help", word);
            assertEquals(0, said.status(), said.errors());
            assertTrue(said.out().startsWith("Usage: rootbuild " + word), said.out());
            assertEquals(said, desk().call(word, "--help"));
        }
    }

    @Test
    void aMisspeltCommandIsAnErrorWithASuggestion() throws Exception {
        Said said = desk().call("chek", "hello");
        assertEquals(2, said.status());
        assertTrue(said.errors().contains("there is no command 'chek'. Did you mean 'check'?"), said.errors());
        assertEquals(2, desk().call("help", "rum").status());
    }

    @Test
    void aMisspeltOptionIsAnErrorWithASuggestion() throws Exception {
        Said said = desk().call("run", "hello", "--jbos=3");
        assertEquals(2, said.status());
        assertTrue(said.errors().contains("'rootbuild run' has no option '--jbos'. Did you mean '--jobs'?"),
            said.errors());
        assertEquals(2, desk().call("--jobs", "3", "run", "hello").status());
        assertTrue(desk().call("store", "usge").errors().contains("Did you mean 'usage'?"));
    }

    @Test
    void wrongValuesAreErrorsThatSayWhatIsAllowed() throws Exception {
        for (String[] words : new String[][] {{"run", "hello", "--jobs", "0"}, {"run", "hello", "--jobs", "x"},
            {"run", "hello", "--jobs"}, {"run", "hello", "--on-error", "explode"}, {"run"}, {"check", "hello", "more"},
            {"run", "hello", "--on-error", "retry:x"}, {"run", "hello", "--on-error", "ask"},
            {"check", "hello", "-P", "who"},
            {"store", "collect", "--max", "much"}, {"run", "hello", "--events", "no/such/folder/file"}}) {
            Said said = desk().call(words);
            assertEquals(2, said.status(), String.join(" ", words) + ": " + said.errors());
            assertTrue(said.errors().startsWith("rootbuild: "), said.errors());
            assertFalse(said.errors().contains("\tat "), said.errors());
            assertEquals("", said.out());
        }
    }

    @Test
    void aRecipeIsNamedByItsFileItsNameOrItsFolder() throws Exception {
        Desk desk = desk().write("one/only.groovy", "recipe 'only'\n").write("two/a.groovy", "recipe 'a'\n")
            .write("two/b.groovy", "recipe 'b'\n").write("none/readme", "");
        assertEquals("hello.groovy: the recipe 'hello' is in order: 1 root, 1 pass\n",
            desk.call("check", "hello").out());
        assertEquals(desk.call("check", "hello"), desk.call("check", "hello.groovy"));
        assertEquals(desk.call("check", "hello"), desk.call("check", "--", "hello"));
        assertEquals("one/only.groovy: the recipe 'only' is in order and empty\n", desk.call("check", "one").out());
        Said two = desk.call("check", "two");
        assertEquals(2, two.status());
        assertTrue(two.errors().contains("holds 2 scripts") && two.errors().contains("a.groovy, b.groovy"),
            two.errors());
        assertTrue(desk.call("check", "none").errors().contains("holds no recipe"));
        assertTrue(desk.call("check", "helo").errors().contains("Did you mean 'hello'?"));
        assertEquals(2, desk.call("check", "no/such").status());
    }

    @Test
    void checkShowsEveryErrorOfARecipe() throws Exception {
        Said said = desk().write("wrong.groovy", "recipe 'wrong'\n"
            + "root('r') {\n    pass('p') {\n        wirte '/a', 'b'\n"
            + "        mkdir 7\n    }\n}\n").call("check", "wrong");
        assertEquals(2, said.status());
        assertTrue(said.errors().contains("wrong.groovy:4:9"), said.errors());
        assertTrue(said.errors().contains("wrong.groovy:5:"), said.errors());
        assertTrue(said.errors().contains("2 errors"), said.errors());
        assertEquals("", said.out());
        assertTrue(desk().call("check", "hello", "-P", "who=nobody").errors().contains("world, moon"));
    }

    @Test
    void theHelpOfARecipeShowsItsParameters() throws Exception {
        Said said = desk().call("run", "hello", "--help");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("The recipe 'hello': Greets"), said.out());
        assertTrue(said.out().contains("whom to greet"), said.out());
        assertTrue(said.out().contains("one of: world, moon"), said.out());
        assertTrue(said.out().contains("--on-error"), said.out());
    }

    @Test
    void planSaysWhyAndTouchesNothing() throws Exception {
        Said said = desk().call("plan", "hello");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("1 to make"), said.out());
        assertTrue(said.out().contains("run  pass etc  it was never made here"), said.out());
        assertFalse(Files.exists(folder.resolve(".rootbuild")));
        assertEquals(said, desk().call("run", "--dry-run", "hello"));
        assertTrue(desk().call("plan", "hello", "ect").errors().contains("Did you mean 'etc'?"));
        assertEquals(2, desk().call("plan", "hello", "ect").status());
    }

    @Test
    void whereNoSignBeyondAsciiArrivesNoneIsSent() throws Exception {
        Desk ascii = new Desk(folder, new Look(false, false));
        ascii.write("umlaut.groovy", "recipe 'r', about: 'Größe … ✓'\nroot('r') { pass('p') { write '/ä', '…' } }\n");
        for (String[] words : new String[][] {{"--help"}, {"help", "run"}, {"run", "umlaut", "-v"},
            {"inspect", "umlaut", "p"}, {"run", "umlaut", "--help"}}) {
            Said said = ascii.call(words);
            assertEquals(0, said.status(), said.errors());
            assertTrue((said.out() + said.errors()).chars().allMatch(sign -> sign < 0x7f), said.toString());
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsALackWithTheOptionThatHelps() throws Exception {
        Said state = desk().call("run", "hello", "--state", "/proc/nowhere");
        assertEquals(3, state.status(), state.errors());
        assertTrue(state.errors().contains("--state DIR"), state.errors());
        Said store = desk().call("run", "hello", "--store", "/proc/nowhere");
        assertEquals(3, store.status(), store.errors());
        assertTrue(store.errors().contains("--store"), store.errors());
        desk().write("art.groovy", "recipe 'art'\nartifact('a.txt') { text 'a' }\n");
        Said out = desk().call("run", "art", "--out", "hello.groovy/out");
        assertEquals(3, out.status(), out.errors());
        assertTrue(out.errors().contains("--out DIR"), out.errors());
    }

    @Test
    void aStackTraceIsShownOnlyWhenItIsAskedFor() throws Exception {
        assertFalse(desk().call("check", "none").errors().contains("\tat "));
        assertTrue(desk().call("check", "none", "--stacktrace").errors().contains("\tat "));
    }

    @Test
    void theDoctorSaysSomethingAboutEveryCheck() throws Exception {
        Said said = desk().call("doctor");
        assertTrue(said.status() == 0 || said.status() == 3, said.errors());
        assertTrue(said.out().lines().filter(line -> line.matches("(ok   |warns|LACKS)  .*")).count() >= 8, said.out());
    }
}
