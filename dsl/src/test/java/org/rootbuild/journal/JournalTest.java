package org.rootbuild.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fault.MemoryFolder;

class JournalTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<JournalEntry> EVERY_KIND = List.of(
        new JournalEntry.Started("box", "rootbuild run \"box\"\n"),
        new JournalEntry.Pinned("gcc", "ab", "cd", -1, "gcc 12\u00e9", List.of("http://x", "y")),
        new JournalEntry.Done("one", "aa", 5, List.of(new JournalEntry.StepTime("put", 2), new JournalEntry.StepTime("sh", 3))),
        new JournalEntry.Failed("two", "sh", "it \\ failed", "Mend it."),
        new JournalEntry.Skipped("three", "skipped by hand"),
        new JournalEntry.RolledBack("one"),
        new JournalEntry.Done("four", "bb", 0, List.of()));
    @TempDir(factory = MemoryFolder.class)
    private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("journal");
    }

    private void write(List<JournalEntry> entries) throws IOException {
        try (Journal journal = Journal.open(file, CLOCK)) {
            journal.append(entries);
        }
    }

    private static void checkAll(JournalState state) {
        assertEquals(Optional.of((JournalEntry.Pinned) EVERY_KIND.get(1)), state.pin("gcc"));
        assertEquals(EVERY_KIND.get(2), state.done("one").orElseThrow().entry());
        assertEquals(NOW, state.done("one").orElseThrow().at());
        assertEquals(EVERY_KIND.get(3), state.failed("two").orElseThrow().entry());
        assertEquals(Optional.of("skipped by hand"), state.skipped("three"));
        assertTrue(state.isRolledBack("one"));
        assertEquals("bb", state.done("four").orElseThrow().entry().fingerprint());
        assertTrue(state.isRunning());
    }

    @Test
    void aJournalThatCannotBeReadIsNamed(@org.junit.jupiter.api.io.TempDir Path place) throws Exception {
        Path folder = java.nio.file.Files.createDirectory(place.resolve("journal"));
        var failure = org.junit.jupiter.api.Assertions.assertThrows(org.rootbuild.problem.Failure.class,
            () -> Journal.read(folder));
        org.junit.jupiter.api.Assertions.assertTrue(failure.getMessage().startsWith("the journal " + folder));
    }

    @Test
    void everyKindOfEntryReadsBackAsItWas() throws IOException {
        write(EVERY_KIND);
        checkAll(Journal.read(file));
        try (Journal journal = Journal.open(file, CLOCK)) {
            checkAll(journal.state());
        }
        assertEquals(EVERY_KIND.size(), Files.readAllLines(file).size());
        assertEquals("{\"v\":1,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"rolled-back\",\"node\":\"one\"}",
            Files.readAllLines(file).get(5));
    }

    @Test
    void aJournalThatIsNotThereSaysNothing() throws IOException {
        assertFalse(Journal.read(file).isRunning());
        assertFalse(Files.exists(file));
    }

    @Test
    void whatACrashCutOffIsPassedOverAtEveryByte() throws IOException {
        write(EVERY_KIND);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file, cut);
            long lines = new String(cut, java.nio.charset.StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
            assertEquals(lines > 1, Journal.read(file).pin("gcc").isPresent());
            assertEquals(lines > 5, Journal.read(file).isRolledBack("one"));
            try (Journal journal = Journal.open(file, CLOCK)) {
                journal.note(List.of(new JournalEntry.Done("after", "cc", 1, List.of())));
            }
            assertEquals(lines + 1, Files.readAllLines(file).size(), "cut to " + length);
            assertTrue(Journal.read(file).done("after").isPresent());
        }
    }

    @Test
    void linesThatAreForeignOrDamagedArePassedOver() throws IOException {
        write(EVERY_KIND.subList(0, 3));
        Files.writeString(file, String.join("\n", "nonsense", "", "[]", "null", "{}", "{\"v\":1}", "[".repeat(5000),
            "{\"v\":2,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"rolled-back\",\"node\":\"one\"}",
            "{\"v\":1,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"dreamt\",\"node\":\"one\"}",
            "{\"v\":1,\"at\":\"yesterday\",\"event\":\"rolled-back\",\"node\":\"one\"}",
            "{\"v\":1,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"rolled-back\",\"node\":7}",
            "{\"v\":1,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"done\",\"node\":\"one\",\"fingerprint\":\"x\"}",
            "\0\0\0\0", "") + "\n", StandardOpenOption.APPEND);
        write(EVERY_KIND.subList(3, EVERY_KIND.size()));
        checkAll(Journal.read(file));
    }

    @Test
    void aLineWithoutTheTimesOfStepsCounts() throws IOException {
        Files.writeString(file, "{\"v\":1,\"at\":\"2026-01-02T03:04:05Z\",\"event\":\"done\",\"node\":\"one\","
            + "\"fingerprint\":\"aa\",\"millis\":7}\n");
        assertEquals(new JournalEntry.Done("one", "aa", 7, List.of()),
            Journal.read(file).done("one").orElseThrow().entry());
    }

    @Test
    void everyDamagedByteCostsAtMostItsLine() throws IOException {
        write(EVERY_KIND);
        byte[] whole = Files.readAllBytes(file);
        int first = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n');
        for (int at = 0; at < first; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            assertTrue(Journal.read(file).done("four").isPresent(), "byte " + at);
        }
    }

    @Test
    void aNodeThatWasMadeHasNeitherFailedNorBeenRolledBack() throws IOException {
        write(EVERY_KIND);
        write(List.of(new JournalEntry.Done("one", "dd", 1, List.of()), new JournalEntry.Done("two", "ee", 1, List.of()),
            new JournalEntry.Ended("done", 7)));
        JournalState state = Journal.read(file);
        assertFalse(state.isRolledBack("one"));
        assertTrue(state.failed("two").isEmpty());
        assertTrue(state.skipped("three").isEmpty());
        assertFalse(state.isRunning());
    }

    @Test
    void aLongJournalIsCondensedWhenItsSessionHasEnded() throws IOException {
        write(EVERY_KIND);
        String line = Files.readAllLines(file).get(2) + "\n";
        Files.writeString(file, line.repeat((int) (Journal.CONDENSE_BYTES / line.length() + 2)), StandardOpenOption.APPEND);
        write(List.of());
        assertTrue(Files.size(file) > Journal.CONDENSE_BYTES, "a session that did not end may need every line");
        write(List.of(new JournalEntry.RolledBack("one"), new JournalEntry.Ended("done", 1)));
        write(List.of(new JournalEntry.Started("box", "again")));
        assertTrue(Files.size(file) < 2000, Files.size(file) + " bytes");
        JournalState state = Journal.read(file);
        assertEquals(NOW, state.done("one").orElseThrow().at());
        assertTrue(state.isRolledBack("one"));
        assertEquals(Optional.of((JournalEntry.Pinned) EVERY_KIND.get(1)), state.pin("gcc"));
        assertTrue(state.failed("two").isPresent());
    }

    @Test
    void halfALineThatDidNotFitDoesNotSpoilTheNext() throws IOException {
        // A file size limit stands in for a full disk; the shell sets it for the process that appends.
        Path full = folder.resolve("full");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder("bash", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "bash", java, "-cp",
            System.getProperty("java.class.path"), JournalTest.class.getName(), full.toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
        int status = assertTimelyEnd(child);
        assertEquals(0, status, Files.readString(folder.resolve("said")));
        JournalState state = Journal.read(full);
        assertTrue(state.done("small").isPresent());
        assertTrue(state.done("large").isEmpty());
        assertTrue(state.done("small again").isPresent());
    }

    private static int assertTimelyEnd(Process child) {
        try {
            assertTrue(child.waitFor(60, java.util.concurrent.TimeUnit.SECONDS));
            return child.exitValue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            child.destroyForcibly();
        }
    }

    /** The process with the size limit. */
    public static void main(String[] arguments) throws IOException {
        try (Journal journal = Journal.open(Path.of(arguments[0]), CLOCK)) {
            journal.append(new JournalEntry.Done("small", "aa", 1, List.of()));
            try {
                journal.append(new JournalEntry.Done("large", "b".repeat(4000), 1, List.of()));
                throw new AssertionError("it fitted");
            } catch (IOException tooLarge) {
                journal.append(new JournalEntry.Done("small again", "cc", 1, List.of()));
            }
        }
    }
}
