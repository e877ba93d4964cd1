package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: what only the operating system shows. */
class ProgramTest {
    private static final String WAITING = "recipe 'w'\nroot('s') {\n    pass('one') { write '/a', 'b' }\n"
        + "    pass('two') { call('wait') { log 'waiting'; Thread.sleep(60_000) } }\n}\n";
    private static final String DEAF = "recipe 'w'\nroot('s') {\n    pass('two') { call('wait') {\n"
        + "        log 'waiting'\n        long end = System.nanoTime() + 60_000_000_000L\n"
        + "        while (System.nanoTime() < end) { Thread.interrupted() } } }\n}\n";

    @TempDir
    Path folder;
    private final List<String> java = List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xshare:auto",
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        "org.rootbuild.shell.Main");

    @BeforeEach
    void writeRecipe() throws Exception {
        Files.writeString(folder.resolve("r.groovy"),
            "recipe 'r'\nroot('s') { pass('p') { write '/a', 'b' } }\nartifact('a.txt') { text 'hello' }\n");
    }

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of("HOME", folder.toString(), "TERM", "xterm"));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private String[] program(String... words) {
        List<String> all = new ArrayList<>(java);
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** Through a shell, so that its streams may be redirected; {@code $RB} is the program. */
    private Call shell(String line) throws Exception {
        Files.writeString(folder.resolve("rb"), "#!/bin/sh\nexec '" + String.join("' '", java) + "' \"$@\"\n");
        assertTrue(folder.resolve("rb").toFile().setExecutable(true));
        return Call.of(folder, environment("RB", "./rb"), "bash", "-c", line);
    }

    @Test
    void theExitStatusSaysWhatHappened() throws Exception {
        assertEquals(0, Call.of(folder, environment(), program("run", "r")).status());
        assertEquals(2, Call.of(folder, environment(), program("run", "s")).status());
        assertEquals(new Call(0, "rootbuild " + Version.number() + "\n", ""),
            Call.of(folder, environment(), program("--version")));
    }

    @Test
    void withoutATerminalNothingIsColouredOrDrawnOver() throws Exception {
        Call call = Call.of(folder, environment("ROOTBUILD_TTY", "000"), program("run", "r"));
        assertEquals("out/a.txt\n", call.output());
        assertFalse(call.errors().contains("\033") || call.errors().contains("\r"), call.errors());
    }

    @Test
    void onATerminalThereIsColourUnlessItIsNotWanted() throws Exception {
        assertTrue(onTerminal("TERM", "xterm").contains("\033[32m"));
        Files.delete(folder.resolve("out/a.txt"));
        for (String[] plain : new String[][] {{"NO_COLOR", "1"}, {"TERM", "dumb"}}) {
            String said = onTerminal(plain);
            assertTrue(said.contains("pass p  reused") && !said.contains("\033"), said);
        }
    }

    @Test
    void aTerminalIsNoticedStreamByStream() throws Exception {
        Files.writeString(folder.resolve("line"), "'" + String.join("' '", program("run", "r")) + "'\n"
            + "'" + String.join("' '", program("run", "r")) + "' 2> errors\n");
        Call call = Call.of(folder, environment(), "script", "-qec", "sh ./line", "/dev/null");
        assertTrue(call.output().contains("\033[32m"), call.output());
        String errors = Files.readString(folder.resolve("errors"));
        assertTrue(errors.contains("pass p  reused") && !errors.contains("\033"), errors);
    }

    /** script(1) makes a terminal and copies what is written to it. */
    private String onTerminal(String... variables) throws Exception {
        Files.writeString(folder.resolve("line"), "exec '" + String.join("' '", program("run", "r")) + "'\n");
        Map<String, String> environment = environment("ROOTBUILD_TTY", "111");
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        Call call = Call.of(folder, environment, "script", "-qec", "sh ./line", "/dev/null");
        assertEquals(0, call.status(), call.output());
        return call.output();
    }

    @Test
    void anInterruptedRunEndsCleanlyAndGoesOnTheNextTime() throws Exception {
        assertEquals(130, signalled(WAITING, "INT", 1));
        String journal = Files.readString(folder.resolve(".rootbuild/w/journal"));
        assertTrue(journal.stripTrailing().lines().reduce((a, b) -> b).orElseThrow()
            .contains("\"outcome\":\"interrupted\""), journal);
        assertTrue(Files.readString(folder.resolve("errors")).contains("Interrupted after"));
        Files.writeString(folder.resolve("w.groovy"), WAITING.replace("60_000", "1"));
        Call next = Call.of(folder, environment(), program("run", "w"));
        assertEquals(0, next.status());
        assertTrue(next.errors().contains("= pass one  reused"), next.errors());
    }

    @Test
    void aRunThatIsToldToEndSaysSo() throws Exception {
        assertEquals(143, signalled(WAITING, "TERM", 1));
    }

    @Test
    void theSecondInterruptionEndsEvenAStepThatDoesNotListen() throws Exception {
        assertEquals(130, signalled(DEAF, "INT", 2));
    }

    @Test
    void anInterruptionEndsASpecificationThatNeverDoes() throws Exception {
        Files.writeString(folder.resolve("w.groovy"), "recipe 'w'\n");
        Files.writeString(folder.resolve("WSpec.groovy"), "class WSpec extends org.rootbuild.testing.RecipeSpec {\n"
            + "    def 'it never ends'() {\n        when:\n        new File(scratch, '../begun').createNewFile()\n"
            + "        while (true) { }\n        then:\n        true\n    }\n}\n");
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        command.addAll(List.of(program("test", ".", "--store", "store")));
        Process process = Call.start(folder, environment(), folder.resolve("output"), folder.resolve("errors"),
            command.toArray(String[]::new));
        try {
            for (int i = 0; i < 600 && !Files.exists(folder.resolve("store/tmp/begun")); i++) {
                Thread.sleep(50);
            }
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            assertTrue(process.waitFor(10, TimeUnit.SECONDS), Files.readString(folder.resolve("errors")));
            assertEquals(130, process.exitValue(), Files.readString(folder.resolve("errors")));
        } finally {
            process.destroyForcibly();
        }
    }

    private int signalled(String script, String signal, int times) throws Exception {
        Files.writeString(folder.resolve("w.groovy"), script);
        Path log = folder.resolve(".rootbuild/w/logs/two/call.log");
        // A shell's background job ignores interruptions, and so would everything that it starts.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        command.addAll(List.of(program("run", "w")));
        Process process = Call.start(folder, environment(), folder.resolve("output"), folder.resolve("errors"),
            command.toArray(String[]::new));
        try {
            for (int i = 0; i < 600 && !Files.exists(log); i++) {
                Thread.sleep(50);
            }
            for (int i = 0; i < times; i++) {
                Thread.sleep(200);
                String pid = Long.toString(process.pid());
                assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).start().waitFor());
            }
            assertTrue(process.waitFor(10, TimeUnit.SECONDS), Files.readString(folder.resolve("errors")));
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aReaderThatLeavesEarlyIsNoError() throws Exception {
        Files.writeString(folder.resolve("l.groovy"), "recipe 'l'\nroot('s') { pass('p') { call('much') {\n"
            + "    (1..200_000).each { log \"line $it of many\" } } } }\n");
        Call call = shell("$RB run l -q 2>/dev/null; $RB log l p | head -n 1; echo ${PIPESTATUS[0]}");
        assertEquals("line 1 of many\n0\n", call.output());
        assertEquals("", call.errors());
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() throws Exception {
        Call call = shell("$RB --help > /dev/full");
        assertEquals(1, call.status());
        assertTrue(call.errors().contains("standard output cannot be written: No space left"), call.errors());
    }

    @Test
    void eventsGoToStandardOutputAloneAndAreValidJson() throws Exception {
        Call call = shell("$RB run r --events - 2>/dev/null | python3 -c 'import json,sys\n"
            + "print([json.loads(line)[\"event\"] for line in sys.stdin][-1])'");
        assertEquals("ended\n", call.output(), call.errors());
    }

    @Test
    void trainingEndsWellAndSaysNothing() throws Exception {
        Call call = Call.of(folder, environment(), program("__train"));
        assertEquals(new Call(0, "", ""), call);
        assertFalse(Files.exists(folder.resolve(".cache")), "training touched the store");
    }

    @Test
    void aStartWithoutOptionsLoadsNeitherParserNorGroovy() throws Exception {
        assertEquals(0, Call.of(folder, environment(), program("check", "r")).status());
        List<String> words = new ArrayList<>(java);
        words.add(1, "-Xlog:class+load:file=" + folder.resolve("classes"));
        words.addAll(List.of("check", "r"));
        assertEquals(0, Call.of(folder, environment(), words.toArray(String[]::new)).status());
        String classes = Files.readString(folder.resolve("classes"), StandardCharsets.UTF_8);
        assertTrue(classes.contains("org.rootbuild.command.CheckCommand"), "the oracle");
        for (String heavy : List.of(" picocli.CommandLine ", " groovy.lang.GroovySystem ", " groovy.lang.Closure ",
                " tools.jackson.")) {
            assertFalse(classes.contains(heavy), heavy);
        }
    }
}
