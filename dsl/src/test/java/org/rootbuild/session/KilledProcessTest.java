package org.rootbuild.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fault.MemoryFolder;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoreCollector;
import org.rootbuild.store.StoreUsage;

/** A build in a process of its own that is killed again and again. */
class KilledProcessTest {
    private static final int KILLS = 50;
    private static final int PASSES = 12;
    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private static Recipe recipe() {
        List<Node> nodes = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            List<Step> steps = new ArrayList<>();
            for (int step = 0; step < 4; step++) {
                steps.add(Bench.put("put:" + step, "/p" + pass + "/" + step, "text " + pass + " " + step));
                steps.add(Bench.act("act:" + step, "wait"));
            }
            nodes.add(Bench.pass("p" + pass, "r", steps.toArray(Step[]::new)));
        }
        nodes.add(Bench.listing("list.txt", "r"));
        return Bench.recipe(List.of(Bench.root("r")), nodes);
    }

    /** The process that is killed: says {@code r} when its session runs, and keeps a diary. */
    public static void main(String[] arguments) throws IOException {
        Path place = Path.of(arguments[0]);
        Path diary = place.resolve("diary");
        Bench bench = new Bench(place);
        int millis = Integer.parseInt(arguments[1]);
        bench.acts.put("wait", context -> {
            Bench.write("/waited", "x").run(context);
            Thread.sleep(millis);
        });
        note(diary, "begin");
        try (Session session = Session.open(bench.settings("state"), recipe(), code -> null, bench.verbs(),
                bench.store, event -> hear(diary, event))) {
            System.out.write('r');
            System.out.flush();
            if (!(session.run(Optional.empty()) instanceof Outcome.Finished)) {
                throw new IllegalStateException(session.failure().toString());
            }
        }
    }

    private static void hear(Path diary, SessionEvent event) {
        if (event instanceof SessionEvent.StepStarted step) {
            note(diary, "started " + step.node() + "/" + step.step());
        } else if (event instanceof SessionEvent.StepEnded step) {
            note(diary, "ended " + step.node() + "/" + step.step());
        } else if (event instanceof SessionEvent.Noted noted && noted.node().isEmpty()) {
            note(diary, "noted " + noted.sentence());
        }
    }

    private static void note(Path diary, String line) {
        try {
            Files.writeString(diary, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new java.io.UncheckedIOException(full);
        }
    }

    @Test
    void aBuildThatIsKilledFiftyTimesIsTheSameAndRepeatsNoStepThatHadEnded() throws Exception {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Path said = folder.resolve("said");
        Child.check(Child.start(Child.command(KilledProcessTest.class, whole, 0), said), said);
        Random random = new Random(42);
        int hits = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process child = Child.start(Child.command(KilledProcessTest.class, killed, 2), said);
            try {
                assertEquals('r', child.getInputStream().read(), () -> "it did not begin: " + read(said));
                Thread.sleep(random.nextInt(18));
                hits += child.isAlive() ? 1 : 0;
            } finally {
                child.destroyForcibly().waitFor();
            }
        }
        Child.check(Child.start(Child.command(KilledProcessTest.class, killed, 0), said), said);
        assertTrue(hits > KILLS / 2, "only " + hits + " of " + KILLS + " were still at work");
        checkDiary(Files.readAllLines(killed.resolve("diary")));
        assertArrayEquals(Files.readAllBytes(whole.resolve("out/list.txt")), Files.readAllBytes(killed.resolve("out/list.txt")));
        assertEquals(Bench.results(whole.resolve("store")), Bench.results(killed.resolve("store")));
        checkNothingIsLeft(killed);
    }

    private static String read(Path said) {
        try {
            return Files.readString(said);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** No step begins again once it had ended, and each process leaves at most one step unfinished. */
    private static void checkDiary(List<String> diary) {
        Set<String> ended = new HashSet<>();
        Optional<String> open = Optional.empty();
        for (String line : diary) {
            if (line.startsWith("started ")) {
                assertTrue(open.isEmpty(), "left behind: " + open);
                open = Optional.of(line.substring(8));
                assertTrue(!ended.contains(open.get()), "again: " + line);
            } else if (line.startsWith("ended ")) {
                assertEquals(open, Optional.of(line.substring(6)));
                ended.add(open.get());
                open = Optional.empty();
            } else {
                assertEquals("begin", line);
                open = Optional.empty();
            }
        }
    }

    private static void checkNothingIsLeft(Path place) throws IOException {
        Store store = Store.open(place.resolve("store"), Clock.systemUTC());
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        StoreUsage left = new StoreCollector(store, later).collect(Long.MAX_VALUE, "test").left();
        assertEquals(0, left.amounts().get(StoreUsage.Kind.TEMPORARY).entries());
        assertEquals(0, left.amounts().get(StoreUsage.Kind.WORK).bytes());
        assertEquals(0, left.amounts().get(StoreUsage.Kind.QUARANTINE).entries());
        try (var users = Files.list(place.resolve("store/users"))) {
            assertEquals(0, users.count());
        }
        assertEquals("", Files.readString(place.resolve("state/lock")));
    }

    @Test
    void aSecondProcessOnTheSameRecipeLearnsWhoHoldsIt() throws Exception {
        Path place = Files.createDirectory(folder.resolve("held"));
        Path said = folder.resolve("said");
        Process child = Child.start(Child.command(KilledProcessTest.class, place, 2000), said);
        try {
            assertEquals('r', child.getInputStream().read());
            Bench bench = new Bench(place);
            String message = org.junit.jupiter.api.Assertions.assertThrows(org.rootbuild.problem.Failure.class,
                () -> bench.open(recipe())).getMessage();
            assertTrue(message.startsWith("another rootbuild works on this recipe: process " + child.pid() + ", 'bench run'"),
                message);
            for (int look = 0; look < 500 && bench.inspect(recipe(), "p0").state() == State.PENDING; look++) {
                Thread.sleep(20);
            }
            assertEquals(State.RUNNING, bench.inspect(recipe(), "p0").state());
        } finally {
            child.destroyForcibly().waitFor();
        }
        // The kernel has let go of it.
        new Bench(place).open(recipe()).close();
    }
}
