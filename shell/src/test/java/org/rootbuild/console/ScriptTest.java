package org.rootbuild.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Commands;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** Commands from a pipe that look, stop and compare. */
class ScriptTest {
    private static final String RECIPE = """
        recipe 'r'
        root('s') {
            pass('fine') { write '/a', 'a' }
            pass('bad') { call('fails') { if (!new File('%s/good').exists()) throw new IOException('no luck') } }
        }
        """;

    @TempDir
    Path folder;

    private record Said(int status, String out, String errors) {
    }

    private Said typed(String... lines) throws IOException {
        Files.writeString(folder.resolve("r.groovy"), RECIPE.formatted(folder));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(errors, true, StandardCharsets.UTF_8), new Look(false, true),
            () -> 80);
        byte[] typed = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        int status = new Commands(new Caller(new ByteArrayInputStream(typed), new PrintStream(out, true,
            StandardCharsets.UTF_8), screen, false, new Console(), Map.of("HOME", folder.toString(), "PATH",
            System.getenv("PATH")), folder, Clock.systemUTC(), List.of("shell", "r"))).run();
        return new Said(status, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aBreakpointOnFailureIsListedStrikesAndIsTakenAway() throws Exception {
        Said said = typed("break on failure", "break on failure", "break after fine", "break", "run", "run", "delete 1",
            "break", "retry");
        assertEquals(1, said.status(), said.errors());
        assertEquals(List.of("breakpoint 1: on failure", "breakpoint 1: on failure", "breakpoint 2: after fine",
            "  1  on failure", "  2  after fine", "  2  after fine"), said.out().lines().toList());
        assertEquals(List.of("Breakpoint 2: after fine", "Breakpoint 1: on failure"), said.errors().lines()
            .filter(line -> line.startsWith("Breakpoint ")).toList());
        assertTrue(said.errors().indexOf("no luck") < said.errors().indexOf("Breakpoint 1"), said.errors());
    }

    @Test
    void aPassIsMadeAgainBesideWhatIsThereAndCompared() throws Exception {
        Files.createFile(folder.resolve("good"));
        Said said = typed("run", "diff fine --rebuild", "diff fine bad --rebuild");
        assertEquals(2, said.status(), said.errors());
        assertTrue(said.out().contains("fine") && said.out().contains("same"), said.out());
        assertTrue(said.errors().contains("--rebuild compares a pass with itself"), said.errors());
    }

    @Test
    void misspeltMembersOfWhatIsAtHandAreToldInTwoLines() throws Exception {
        for (String line : List.of("session.faliure()", "plan.nodse()", "passes.fine.stpes()", "store.usgae()",
                "passes['fine'].nmae", "roots.s.frmo()", "states.fine.wrod()")) {
            Said said = typed(line);
            assertEquals(1, said.status(), said.errors());
            List<String> lines = said.errors().lines().toList();
            assertEquals(2, lines.size(), said.errors());
            assertTrue(lines.get(0).matches("error: .* has no '.*Did you mean '.*'\\?.*"), said.errors());
            assertTrue(lines.get(1).startsWith("  at 1:") && lines.get(1).endsWith(line), said.errors());
        }
    }

    @Test
    void anInterruptionDuringGroovyEndsAScript() throws Exception {
        Files.writeString(folder.resolve("r.groovy"), RECIPE.formatted(folder));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder("env", "--default-signal=INT", java, "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), "org.rootbuild.shell.Main", "shell", "r")
            .directory(folder.toFile()).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(("new File('" + folder + "/now').createNewFile(); while (true) { }\nprintln 'behind'\n")
                .getBytes(StandardCharsets.UTF_8));
        }
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!Files.exists(folder.resolve("now"))) {
                assertTrue(System.nanoTime() < end && process.isAlive());
                Thread.sleep(20);
            }
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            String rest = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(130, process.exitValue(), rest);
            assertFalse(rest.contains("behind"), rest);
        } finally {
            process.destroyForcibly();
        }
    }
}
