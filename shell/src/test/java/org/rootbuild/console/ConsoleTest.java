package org.rootbuild.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Commands;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** Commands from a pipe, on real sessions. Programs need a kernel that lets root stack folders. */
class ConsoleTest {
    private static final String SCRIPT = """
        recipe 'r'
        String word = param('word', 'one', 'what is written')
        root('s') {
            pass('first') { write '/a', 'a'; write '/b', word; write '/c', 'c' }
            pass('second') { write '/d', 'd' }
            pass('third') { write '/e', 'e' }
        }
        """;
    private static final String FAILING = """
        recipe 'r'
        root('s', from: host()) {
            pass('fine') { write '/a', 'a' }
            pass('bad') {
                write '/b', 'b'
                sh 'mkdir -p /opt; echo tried >> /opt/tries; echo "no luck: 1"; test -e /opt/good'
            }
            pass('after') { write '/c', 'c' }
        }
        """;

    @TempDir
    Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** What a shell said, and how it ended. */
    private record Said(int status, String out, String errors) {
    }

    private Said shell(String recipe, String... lines) throws IOException {
        Files.writeString(folder.resolve("r.groovy"), recipe);
        return typed(lines);
    }

    private Said typed(String... lines) {
        return called(List.of("shell", "r"), lines);
    }

    private Said called(List<String> words, String... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(errors, true, StandardCharsets.UTF_8), new Look(false, true),
            () -> 80);
        environment.putAll(Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH")));
        byte[] typed = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Commands(new Caller(new ByteArrayInputStream(typed), results, screen, false, new Console(),
            environment, folder, Clock.systemUTC(), words)).run();
        return new Said(status, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPersonStepsAndGoesOnAndThePlanSaysWhereHeStands() throws Exception {
        Said said = shell(SCRIPT, "step", "plan", "next", "plan", "run until second", "plan", "run", "plan");
        assertEquals(0, said.status(), said.errors());
        List<String> plans = List.of(said.out().split("(?=recipe 'r':)"));
        assertTrue(plans.get(0).contains("> begun     pass first") || plans.get(0).contains("> running"), said.out());
        assertTrue(plans.get(1).contains("  done      pass first\n> to make   pass second"), said.out());
        assertTrue(plans.get(2).contains("> to make   pass third"), said.out());
        assertTrue(plans.get(3).startsWith("recipe 'r': nothing left to do"), said.out());
        assertTrue(said.errors().contains("first/write:2  step 2 of 3"), said.errors());
    }

    @Test
    void breakpointsStopBeforeAndAfterPassesAndSteps() throws Exception {
        Said said = shell(SCRIPT, "break before first/write:2", "break after first/write:2", "break before second",
            "break after second", "break", "run", "explain", "run", "explain", "run", "explain", "run", "explain",
            "delete 1 2 3", "break", "run");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("  2  after first/write:2\n"), said.out());
        List<String> struck = said.errors().lines().filter(line -> line.startsWith("Breakpoint ")).toList();
        assertEquals(List.of("Breakpoint 1: before first/write:2", "Breakpoint 2: after first/write:2",
            "Breakpoint 3: before second", "Breakpoint 4: after second"), struck);
        assertTrue(said.out().endsWith("  4  after second\n"), said.out());
        assertTrue(said.errors().endsWith("Nothing is left to do.\n"), said.errors());
    }

    @Test
    void passesSideBySideHeedABreakpointBeforeAPassBehindThem() throws Exception {
        Said said = shell("""
            recipe 'r'
            root('s') {
                pass('base') { write '/a', 'a' }
                independent(after: 'base') {
                    pass('x') { write '/x', 'x' }
                    pass('y') { write '/y', 'y' }
                }
                pass('top') { write '/z', 'z' }
            }
            """, "break before top", "break before y", "run", "plan", "run", "plan");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.errors().contains("Breakpoint 2: before y"), said.errors());
        assertTrue(said.errors().contains("Breakpoint 1: before top"), said.errors());
        assertTrue(said.out().contains("  done      pass x\n> to make   pass y"), said.out());
        assertTrue(said.out().contains("  done      pass y\n> to make   pass top"), said.out());
    }

    @Test
    void aFailedStepIsLookedAtAndTakenBackAndTheNextShellStandsWhereThisOneStood() throws Exception {
        Said failed = shell(FAILING, "run", "log /luck: [0-9]/", "inspect bad", "retry");
        assertEquals(1, failed.status(), failed.errors());
        assertTrue(failed.out().contains("no luck: 1"), failed.out());
        assertTrue(failed.out().contains("pass 'bad' of the root 's': failed"), failed.out());
        Said later = typed("plan", "run");
        assertTrue(later.errors().contains("goes on at 'sh': 1 of 2 steps were done before"), later.errors());
        Said refused = typed("step", "run");
        assertEquals(1, refused.status());
        assertTrue(refused.errors().contains("'bad/sh' has failed, and the session stands at it."), refused.errors());
        Said skipped = typed("skip", "run", "plan", "rollback fine", "plan");
        assertEquals(0, skipped.status(), skipped.errors());
        assertTrue(skipped.out().contains("  skipped   pass bad") && skipped.out().contains("  done      pass after"),
            skipped.out());
        assertTrue(skipped.out().contains("taken back: fine, bad, after"), skipped.out());
    }

    @Test
    void aParameterReachesWhatSaysItAlsoBeforeSourcesAreLookedUp() throws Exception {
        Said said = shell("""
            recipe 'r'
            String word = param('word', 'one', 'what is written')
            def busybox = debian('bookworm', mirror: 'http://127.0.0.1:9/debian').deb('busybox-static')
            root('s') {
                pass('first') { unpack busybox }
                pass('second') { write '/word', word }
            }
            """, "set word two");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("  reaches  pass second"), said.out());
        assertFalse(said.out().contains("reaches  pass first"), said.out());
    }

    @Test
    void whatWasMendedByHandIsGoneOnWithInALaterShell() throws Exception {
        Said failed = shell(FAILING, "run");
        String left = failed.errors().lines().filter(line -> line.contains("go on with what it left, in ")).findFirst()
            .orElseThrow().replaceAll(".* in ", "");
        try (Stream<Path> files = Files.walk(Path.of(left))) {
            Files.createFile(files.filter(file -> file.endsWith("tries")).findFirst().orElseThrow()
                .resolveSibling("good"));
        }
        Said mended = typed("retry here", "run", "inspect bad");
        assertEquals(0, mended.status(), mended.errors());
        assertTrue(mended.out().contains("touched      by hand"), mended.out());
        assertTrue(mended.errors().contains("touched by hand: bad. What comes of it is not what the recipe alone makes;"
            + " made again by: rollback bad"), mended.errors());
    }

    @Test
    void anEditReachesWhatItReachesAndAWrongOneChangesNothing() throws Exception {
        Path editor = Files.writeString(folder.resolve("editor"),
            "#!/bin/sh\necho \"$@\" > " + folder.resolve("called") + "\nsed -i \"s/'e'/'E'/\" \"$2\"\n");
        assertTrue(editor.toFile().setExecutable(true));
        environment.put("EDITOR", editor.toString());
        Said said = shell(SCRIPT, "run", "edit third/write", "plan", "run", "edit first");
        assertEquals(0, said.status(), said.errors());
        assertEquals("+6 " + folder.resolve("r.groovy") + "\n", Files.readString(folder.resolve("called"))
            .replace("+4", "+6"));
        assertTrue(said.out().contains("  reaches  pass third  'text' of write changed"), said.out());
        assertFalse(said.out().contains("reaches  pass second"), said.out());
        assertTrue(said.out().contains("nothing was changed"), said.out());
        Files.writeString(editor, "#!/bin/sh\necho nonsense >> \"$2\"\n");
        Said wrong = typed("edit second", "plan");
        assertEquals(2, wrong.status(), wrong.errors());
        assertTrue(wrong.errors().contains("r.groovy:8"), wrong.errors());
    }

    @Test
    void anEditorIsNotOpenedOnWhatComesFromAPipe() throws Exception {
        Said none = shell(SCRIPT, "edit first", "plan");
        assertEquals(2, none.status(), none.toString());
        assertTrue(none.errors().startsWith("an editor needs a terminal."), none.errors());
        Path greedy = Files.writeString(folder.resolve("greedy"), "#!/bin/sh\ncat\n");
        assertTrue(greedy.toFile().setExecutable(true));
        environment.put("EDITOR", greedy.toString());
        assertTrue(typed("edit first", "plan").out().startsWith("nothing was changed\nrecipe 'r'"));
    }

    @Test
    void aParameterIsSetAndItsReachIsShown() throws Exception {
        Said said = shell(SCRIPT, "run", "set word two", "set", "run", "set word default", "set word");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("  reaches  pass first  'text' of write:2 changed"), said.out());
        assertTrue(said.out().contains("word = two   (default: one)"), said.out());
        assertTrue(said.out().contains("  reaches  pass first  now reused"), said.out());
        assertTrue(said.out().endsWith("word = one   # what is written\n"), said.out());
        Said wrong = typed("set wrod 1");
        assertEquals(2, wrong.status(), wrong.errors());
        assertTrue(wrong.errors().contains("Did you mean 'word'?"), wrong.errors());
    }

    @Test
    void whatWasSetHoldsInTheNextShellUntilItIsTakenBack() throws Exception {
        assertEquals(0, shell(SCRIPT, "set word=two", "run").status());
        Said next = typed("set word", "plan");
        assertTrue(next.errors().contains("Goes on with word=two as set in an earlier shell"), next.errors());
        assertTrue(next.out().contains("word = two   (default: one)"), next.out());
        assertTrue(next.out().contains("nothing left to do"), next.out());
        Said told = called(List.of("shell", "r", "-P", "word=three"), "set word");
        assertTrue(told.out().contains("word = three"), told.out());
        assertTrue(shell(SCRIPT.replace("'word'", "'text'"), "set").errors().contains("does not fit the recipe"));
        assertEquals("", shell(SCRIPT, "set word").errors());
        assertEquals(0, typed("set word two", "set word default").status());
        assertFalse(Files.exists(folder.resolve(".rootbuild/r/parameters")));
        Files.writeString(folder.resolve(".rootbuild/r/parameters"), "{\"wor");
        assertEquals(0, typed("set word four", "set word").status());
        assertTrue(typed("set word").out().contains("word = four"));
    }

    @Test
    void aWrongCommandEndsAScriptWithItsStatusAndAFailedStepDoesNot() throws Exception {
        Said wrong = shell(SCRIPT, "# a comment", "", "rollback nowhere", "run");
        assertEquals(2, wrong.status(), wrong.errors());
        assertTrue(wrong.errors().startsWith("there is no 'nowhere' in the recipe 'r'."), wrong.errors());
        assertFalse(wrong.errors().contains("first"), wrong.errors());
        Said failed = shell(FAILING, "run", "plan", "quit", "nonsense");
        assertEquals(1, failed.status());
        assertTrue(failed.out().contains("> failed    pass bad"), failed.out());
    }

    @Test
    void wordsOfOtherShellsAreAnsweredWithWhatToTypeHere() throws Exception {
        Map<String, String> answers = Map.ofEntries(Map.entry("clear", "Ctrl-L"), Map.entry("q", "'quit'"),
            Map.entry("ls /etc", "'enter -- COMMAND'"), Map.entry("cd x", "'enter"), Map.entry("!ls", "'enter"),
            Map.entry("status", "'plan'"), Map.entry("where", "'plan'"), Map.entry("up", "'rollback NODE'"),
            Map.entry("list", "'plan'"), Map.entry("n", "'next'"), Map.entry("b first", "'break before NODE'"),
            Map.entry("inspct first", "Did you mean 'inspect'?"), Map.entry("rollbak", "Did you mean 'rollback'?"),
            Map.entry("frobnicate", "'help' lists the commands."));
        for (Map.Entry<String, String> one : answers.entrySet()) {
            Said said = shell(SCRIPT, one.getKey());
            assertEquals(2, said.status(), said.toString());
            assertTrue(said.errors().contains("is no command") && said.errors().contains(one.getValue()),
                said.toString());
            assertEquals(1, said.errors().lines().count(), said.toString());
        }
        assertEquals(0, typed("def list = [1]", "list", "def up(x) { x + 1 }", "up 2", "?", "exit").status());
        assertTrue(typed("cat('/f')").errors().startsWith("error: there is no 'cat'"));
        assertTrue(typed("plan.nodse()").errors().startsWith("error: a Plan has no 'nodse()'"));
    }

    @Test
    void everyCommandHasAHelpThatFitsAndExamplesThatItKnows() throws Exception {
        ConsoleCommands commands = new ConsoleCommands(new NamesOnly(), new Drafting(), List::of, new Following());
        List<String> lines = new ArrayList<>();
        for (ConsoleCommand command : commands.all()) {
            lines.add("help " + command.name());
            assertTrue(command.summary().length() <= 65 && command.summary().endsWith("."), command.name());
            assertTrue(command.help().lines().allMatch(line -> line.length() <= 78), command.name());
            assertFalse(command.examples().isEmpty(), command.name());
            command.examples().forEach(example -> assertEquals(command.name(),
                commands.called(example).orElseThrow().name()));
        }
        Said said = shell(SCRIPT, lines.toArray(String[]::new));
        assertEquals(0, said.status(), said.errors());
    }

    @Test
    void aReportIsWrittenBesideTheArtifactsOrWhereItIsSaid() throws Exception {
        Said said = shell(SCRIPT, "run", "report", "report page.html");
        assertEquals(0, said.status(), said.errors());
        assertTrue(said.out().contains("out/r.report.html  "), said.out());
        for (String name : List.of("out/r.report.html", "page.html")) {
            assertTrue(Files.readString(folder.resolve(name)).contains("</html>"), name);
        }
    }

    @Test
    void groovyIsTakenForGroovyAndCommandsForCommands() {
        ConsoleCommands commands = new ConsoleCommands(new NamesOnly(), new Drafting(), List::of, new Following());
        for (String line : List.of("plan", "plan ", "run until x", "log x /(a|b)/", "break when { true }",
                "continue")) {
            assertTrue(commands.isCommand(line), line);
        }
        for (String line : List.of("plan.nodes()", "plan = 1", "step { write 'a', 'b' }", "run(1)", "log[1]", "x",
                "")) {
            assertFalse(commands.isCommand(line), line);
        }
        assertEquals(List.of("when", "{ a 'b c' }", "d e", ""), Words.of(" when { a 'b c' } 'd e' \"\""));
    }

    @Test
    void commandsThatLookAnswerAtOnceWithAThousandPasses() throws Exception {
        StringBuilder recipe = new StringBuilder("recipe 'r'\nroot('s') {\n");
        for (int i = 0; i < 1_000; i++) {
            recipe.append("pass('p").append(i).append("') { write '/f").append(i).append("', 'x' }\n");
        }
        Files.writeString(folder.resolve("r.groovy"), recipe.append("}\n"));
        List<String> looks = List.of("plan", "explain p500", "inspect p500", "env p500", "set", "log", "break", "help");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.addAll(looks);
        }
        Said once = typed("plan");
        assertEquals(0, once.status(), once.errors());
        long began = System.nanoTime();
        typed("plan");
        long onceMillis = (System.nanoTime() - began) / 1_000_000;
        began = System.nanoTime();
        Said all = typed(lines.toArray(String[]::new));
        long eachMillis = ((System.nanoTime() - began) / 1_000_000 - onceMillis) / lines.size();
        assertEquals(0, all.status(), all.errors());
        assertTrue(eachMillis < 100, eachMillis + " ms each");
    }

    @Test
    void aShellWithoutARecipeBeginsOneAmongTheState() throws Exception {
        Said said = called(List.of("shell"), "plan");
        assertEquals(0, said.status(), said.errors());
        assertEquals("recipe 'draft': nothing in it\n", said.out());
        assertEquals("recipe 'draft'\n", Files.readString(folder.resolve(".rootbuild/draft.groovy")));
    }

    @Test
    void aBreakpointWithAConditionStopsWhenItBeginsToHold() throws Exception {
        Files.writeString(folder.resolve("r.groovy"), SCRIPT);
        Breaking breaking = new Breaking();
        int status = breaking.run(folder, environment);
        assertEquals(0, status);
        assertEquals(List.of("second/write"), breaking.stops());
    }
}
