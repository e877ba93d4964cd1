package org.rootbuild.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person at a real terminal goes into a pass. Needs python3, and a kernel that lets users make namespaces. */
class EnterTerminalTest {
    private static final String USER = "rbentertest";
    private static final String SCRIPT = """
        recipe 'r'
        root('s', from: host()) {
            pass('make') {
                write '/build/Makefile', 'all:; echo whole > /opt/made && fasle\\n'
                make()
            }
        }
        """;
    /** What a visit sleeps, so that it can be told from all else that runs here. */
    private static final String SECONDS = "4711";

    private Path folder;

    /** What the terminal showed, and how the program ended. */
    private record Shown(int status, String text) {
    }

    @BeforeEach
    void begin() throws Exception {
        folder = Files.createTempDirectory("enter");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("r.groovy"), SCRIPT);
        try (InputStream script = EnterTerminalTest.class.getResourceAsStream("terminal.py")) {
            Files.copy(script, folder.resolve("terminal.py"));
        }
    }

    @AfterEach
    void end() throws Exception {
        said(List.of("rm", "-rf", folder.toString()), "");
    }

    /** Of a person who is root, or of another user in a namespace of his own. */
    private List<String> program(boolean root, String... words) throws IOException {
        List<String> all = new ArrayList<>(root ? List.of()
            : List.of("unshare", "--user", "--map-root-user", "--map-auto", "--mount"));
        all.addAll(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-cp",
            classPath(), "org.rootbuild.shell.Main"));
        all.addAll(List.of(words));
        return all;
    }

    /** As files that every user can read. */
    private String classPath() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            Path to = folder.resolve("lib").resolve(entries.size() + "-" + from.getFileName());
            if (!Files.exists(to)) {
                Files.createDirectories(to.getParent());
                copy(from, to);
            }
            entries.add(to.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private Shown typed(List<String> program, String actions) throws Exception {
        return typed(List.of(), program, actions);
    }

    private Shown typed(List<String> user, List<String> program, String actions) throws Exception {
        List<String> words = new ArrayList<>(user);
        words.addAll(List.of("python3", folder.resolve("terminal.py").toString()));
        words.addAll(program);
        return said(words, actions);
    }

    private Shown said(List<String> words, String input) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("HOME", folder.toString(), "NO_COLOR", ""));
        builder.environment().keySet().removeIf(name -> name.startsWith("ROOTBUILD_") || name.startsWith("XDG_"));
        Process process = builder.start();
        process.outputWriter().write(input);
        process.outputWriter().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Shown(process.waitFor(), text);
    }

    /** How many processes sleep as long as only our visits do, when the kernel had a moment to end them. */
    private long sleepers() throws Exception {
        long count = 1;
        for (int look = 0; look < 200 && count > 0; look++) {
            Thread.sleep(20);
            count = said(List.of("ps", "-e", "-o", "args="), "").text().lines()
                .filter(line -> line.equals("sleep " + SECONDS)).count();
        }
        return count;
    }

    private void fails() throws Exception {
        assertEquals(1, said(program(true, "run", "r"), "").status());
    }

    @Test
    void theTerminalsJobsSignalsAndSizeAreThoseOfAShell() throws Exception {
        fails();
        Shown shown = typed(program(true, "enter", "r", "make"), """
            < as the failed step 'make/make' left it
            < [make/make] ~ #
            > stty size; tty; echo "<$TERM>"
            < 33 101
            < /dev/pts/0
            < <xterm>
            > sleep %1$s &
            < [1]
            > jobs
            < Running
            > echo "a ""cat"; cat
            < a cat
            > to the cat
            < to the cat
            < to the cat
            ^ Z
            < Stopped
            < #
            > fg
            < cat
            > once more
            < once more
            < once more
            ^ C
            < #
            > echo "ended with $?"
            < ended with 130
            size 44 77
            > stty size
            < 44 77
            > sed -i s/fasle/true/ Makefile; echo x > new; history | tail -1; exit
            < changed by hand: 1 added (2 B), 1 changed
            < + f /build/new  2 B
            < keep, drop, diff?
            > diff
            < -all:; echo whole > /opt/made && fasle
            < +all:; echo whole > /opt/made && true
            < keep, drop, diff?
            > keep
            < rootbuild run r --here
            end
            """.formatted(SECONDS));
        assertEquals(0, shown.status(), shown.text());
        assertEquals(0, sleepers());
        Shown run = said(program(true, "run", "r", "--here"), "");
        assertEquals(0, run.status(), run.text());
        assertTrue(run.text().contains("touched by hand: make"), run.text());
        assertFalse(said(List.of("find", folder + "/.cache", "-name", ".bash_history"), "").text().contains("history"));
    }

    @Test
    void aKilledVisitLeavesNothingBehindAndIsFoundAgain() throws Exception {
        fails();
        for (String how : List.of("kill", "close")) {
            Shown shown = typed(program(true, "enter", "r", "make"), """
                < [make/make] ~ #
                > sed -i s/fasle/true/ Makefile; (setsid sleep %s &) ; echo is there
                < is there
                < is there
                %s
                """.formatted(SECONDS, how));
            assertEquals(0, shown.status(), shown.text());
            assertEquals(0, sleepers());
            assertFalse(Files.readString(Path.of("/proc/self/mounts")).contains(folder.toString()));
        }
        Shown again = typed(program(true, "enter", "r", "make"), """
            < a visit that was cut short had changed things here
            < [make/make] ~ #
            ^ D
            < ~ f /build/Makefile
            < keep, drop, diff?
            > drop
            < dropped
            end
            """);
        assertEquals(0, again.status(), again.text());
        assertEquals(1, said(program(true, "run", "r", "--here"), "").status());
    }

    @Test
    void aUserWithoutPowersHasAllOfItToo() throws Exception {
        said(List.of("useradd", "--no-create-home", "--shell", "/bin/sh", USER), "");
        try {
            said(List.of("chown", USER, folder.toString()), "");
            List<String> user = List.of("runuser", "-u", USER, "--", "env", "HOME=" + folder);
            List<String> run = new ArrayList<>(user);
            run.addAll(program(false, "run", "r"));
            Shown failed = said(run, "");
            assertEquals(1, failed.status(), failed.text());
            assertTrue(failed.text().contains("fasle"), failed.text());
            Shown shown = typed(user, program(false, "enter", "r", "make"), """
                < [make/make] ~ #
                > id -u; tty; sleep %s &
                < 0
                < /dev/pts/0
                < [1]
                > sed -i s/fasle/true/ Makefile; chown 1:1 Makefile; rm -rf /opt/made; exit
                < keep, drop, diff?
                > keep
                < rootbuild run r --here
                end
                """.formatted(SECONDS));
            assertEquals(0, shown.status(), shown.text());
            assertEquals(0, sleepers());
            run.add("--here");
            Shown mended = said(run, "");
            assertEquals(0, mended.status(), mended.text());
        } finally {
            said(List.of("userdel", USER), "");
        }
    }

    @Test
    void whileAnotherProcessWorksOnTheRecipeWhatIsFinishedCanBeLookedAt() throws Exception {
        Files.writeString(folder.resolve("r.groovy"), SCRIPT.replace("fasle", "true").replaceFirst("(?s)}\\s*$",
            "pass('slow') { sh 'echo begun; sleep " + SECONDS + "' }\n}\n"));
        ProcessBuilder builder = new ProcessBuilder(program(true, "run", "r", "-v")).directory(folder.toFile())
            .redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process other = builder.start();
        try (var lines = other.inputReader()) {
            for (String line = lines.readLine(); !line.endsWith(" begun"); line = lines.readLine()) {
                assertFalse(line.contains("Failed"), line);
            }
            for (int visit = 0; visit < 2; visit++) {
                Shown look = said(program(true, "enter", "r", "make", "--", "sh", "-c",
                    "cat /opt/made; rm /opt/made"), "");
                assertEquals(new Shown(0, "whole\n"), look);
            }
            Shown refused = said(program(true, "enter", "r", "slow", "--", "echo", "ran"), "");
            assertTrue(refused.text().contains("'slow' is not finished, and another rootbuild works"), refused.text());
            Shown kept = said(program(true, "enter", "r", "make", "--keep", "--", "echo", "ran"), "");
            assertTrue(kept.text().contains("another rootbuild works on this recipe: process "), kept.text());
            assertFalse(refused.text().contains("ran\n") || kept.text().contains("ran\n"));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertEquals(0, sleepers());
    }

    @Test
    void theTerminalOfTheTestRejectsWhatIsNotShown() throws Exception {
        assertNotEquals(0, typed(List.of("true"), "< never shown\nend\n").status());
    }
}
