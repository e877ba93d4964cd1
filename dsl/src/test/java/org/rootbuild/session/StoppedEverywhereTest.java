package org.rootbuild.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.fault.Faults;
import org.rootbuild.fault.MemoryFolder;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.Digests;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Value;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;

/** A build is stopped at every single change that it makes to the disk, and started again. */
class StoppedEverywhereTest {
    @TempDir(factory = MemoryFolder.class)
    private Path folder;
    private byte[] wholeArtifact;
    private Map<String, String> wholeResults;
    private long wholeCount;

    private static Recipe recipe() {
        return Bench.recipe(Bench.source("gcc"),
            Bench.pass("one", "r", Bench.put("put", "/etc/a", "1"), Bench.put("put:2", "/etc/b", "2"),
                Bench.act("act", "link")),
            Bench.pass("two", "r", Bench.step("act", "act", Fields.builder().text("act", "copy")
                .ref("from", Value.RefKind.SOURCE, "gcc").build()), Bench.act("act:2", "remove")),
            Bench.pass("three", "r", Bench.put("put", "/etc/a", "3")), Bench.listing("list.txt", "r"));
    }

    private static Bench bench(Path place) throws IOException {
        Bench bench = new Bench(place, Store.open(place.resolve("store"), Clock.systemUTC()));
        bench.given.put("gcc", "the source".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        bench.acts.put("copy", Bench.copy("gcc", "/gcc"));
        bench.acts.put("link", context -> context.tree().link("/etc/c", "/etc/a"));
        bench.acts.put("remove", context -> {
            context.tree().remove("/etc/b");
            context.tree().rename("/etc/c", "/d");
        });
        return bench;
    }

    /** Runs until the end or until it is stopped; then what the dead process held is let go of, as the kernel does. */
    private static List<String> run(Bench bench) throws IOException {
        try (Session session = bench.open(recipe())) {
            assertEquals(new Outcome.Finished(), session.run(Optional.empty()));
        }
        return ended(bench);
    }

    private static List<String> ended(Bench bench) {
        return bench.heard(SessionEvent.StepEnded.class).stream().map(step -> step.node() + "/" + step.step()).toList();
    }

    private static List<String> started(Bench bench) {
        return bench.heard(SessionEvent.StepStarted.class).stream().map(step -> step.node() + "/" + step.step()).toList();
    }

    @BeforeEach
    void runUndisturbed() throws IOException {
        Path place = Files.createDirectory(folder.resolve("whole"));
        Faults faults = Faults.none();
        Bench bench = bench(faults.over(place));
        run(bench);
        wholeArtifact = bench.out("list.txt");
        wholeResults = Bench.results(place.resolve("store"));
        wholeCount = faults.count();
        assertEquals(4 * 2, wholeResults.keySet().stream().map(one -> one.substring(0, 67)).distinct().count() * 2);
    }

    /** Answers the steps that had ended. */
    private static List<String> runUntil(Faults faults, Path place) {
        List<String> ended = List.of();
        try {
            Bench bench = bench(faults.over(place));
            try {
                run(bench);
            } finally {
                ended = ended(bench);
            }
        } catch (IOException | AssertionError dead) {
            assertTrue(faults.hasStopped(), () -> "it failed by itself: " + dead);
        }
        return ended;
    }

    private void checkWhole(Path place, Bench bench, String when) throws IOException {
        assertArrayEquals(wholeArtifact, bench.out("list.txt"), when);
        assertEquals(wholeResults, Bench.results(place.resolve("store")), when);
    }

    @Test
    void aProcessThatDiesAtAnyChangeLosesNoStepThatHadEnded() throws IOException {
        assertTrue(wholeCount > 100, "only " + wholeCount + " changes");
        for (long last = 0; last < wholeCount; last++) {
            String when = "stopped after " + last + " of " + wholeCount + " changes";
            Path place = Files.createDirectory(folder.resolve("place"));
            List<String> ended = runUntil(new Faults(last), place);
            Bench again = bench(Faults.none().over(place));
            run(again);
            checkWhole(place, again, when);
            List<String> twice = started(again).stream().filter(ended::contains).toList();
            assertEquals(List.of(), twice, when);
            Deletion.delete(place);
        }
    }

    @Test
    void aProcessThatDiesAgainAndAgainComesToItsEnd() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        // Each attempt may change a little more than the one before, so that all of them die in different places.
        for (long last = 0; last < wholeCount * 2; last += 7) {
            runUntil(new Faults(last), place);
        }
        Bench again = bench(Faults.none().over(place));
        run(again);
        checkWhole(place, again, "after many deaths");
    }

    /** Whatever the journal calls done must have been safe before. */
    private static void checkDone(Path place, String when) throws IOException {
        JournalState journal = Journal.read(place.resolve("state/journal"));
        if (Files.exists(place.resolve("store/version"))) {
            Store store = Store.open(place.resolve("store"), Clock.systemUTC());
            for (String node : List.of("one", "two", "three", "list.txt")) {
                if (journal.done(node).isPresent()) {
                    store.result(journal.done(node).get().entry().fingerprint()).orElseThrow(
                        () -> new AssertionError(node + " is gone, " + when)).verify();
                }
            }
        }
    }

    @Test
    void aLossOfPowerTakesNothingThatTheJournalCallsDoneAndIsMended() throws IOException {
        for (long last = 0; last < wholeCount; last += 2) {
            String when = "power lost after " + last + " of " + wholeCount + " changes";
            Path place = Files.createDirectory(folder.resolve("place"));
            Faults faults = new Faults(last);
            runUntil(faults, place);
            faults.losePower(place, (int) (last % 3), 3);
            checkDone(place, when);
            Bench again = bench(Faults.none().over(place));
            run(again);
            checkWhole(place, again, when);
            Deletion.delete(place);
        }
    }

    @Test
    void theStopsAreReal() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Path file = new Faults(2).over(place).resolve("f");
        assertEquals("stopped here", org.junit.jupiter.api.Assertions.assertThrows(IOException.class,
            () -> Files.write(file, "12345678".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .resolveSibling("g").getFileSystem().provider().createDirectory(file.resolveSibling("g"))).getMessage());
        assertEquals(Digests.hex("12345678".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            Digests.ofFile(place.resolve("f")));
        Path torn = new Faults(1).over(place).resolve("torn");
        org.junit.jupiter.api.Assertions.assertThrows(Faults.Stopped.class, () -> Files.write(torn, new byte[8]));
        assertEquals(4, Files.size(place.resolve("torn")));
        Faults power = Faults.none();
        Files.write(power.over(place).resolve("unforced"), new byte[8]);
        power.losePower(place, 0, 3);
        assertEquals(0, Files.size(place.resolve("unforced")));
        assertEquals(8, Files.size(place.resolve("f")));
    }
}
