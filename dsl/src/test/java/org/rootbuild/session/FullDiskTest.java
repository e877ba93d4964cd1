package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.model.Recipe;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;

/** A disk that is full, at every moment of a build: a small tmpfs that only the test's own process sees. */
class FullDiskTest {
    private static final int BLOCK_BYTES = 4096;
    @TempDir
    private Path folder;

    private static Recipe recipe() {
        return Bench.recipe(
            Bench.pass("one", "r", Bench.put("put", "/a", "a".repeat(9000)), Bench.put("put:2", "/b", "b".repeat(5000))),
            Bench.pass("two", "r", Bench.put("put", "/c", "c".repeat(100))), Bench.listing("list.txt", "r"));
    }

    @Test
    void aFullDiskIsSaidInWordsAndLosesNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path whole = Files.createDirectory(folder.resolve("whole"));
        Path said = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of("unshare", "--map-root-user", "--mount", "sh", "-c",
            "mount -t tmpfs -o size=2m tmpfs \"$0\" && exec \"$@\"", disk.toString()));
        command.addAll(Child.command(FullDiskTest.class, disk, whole));
        Child.check(Child.start(command, said), said);
    }

    /** The process that sees the small disk. */
    public static void main(String[] arguments) throws IOException {
        Path disk = Path.of(arguments[0]);
        Bench undisturbed = new Bench(Path.of(arguments[1]));
        check(undisturbed.run(recipe()) instanceof Outcome.Finished, "undisturbed");
        Map<String, String> whole = Bench.results(Path.of(arguments[1]).resolve("store"));
        int failures = 0;
        for (int free = 0; free < 40; free++) {
            Path place = Files.createDirectory(disk.resolve("place"));
            Path ballast = fill(disk, free);
            failures += runFull(place, ballast) ? 1 : 0;
            check(Bench.results(place.resolve("store")).equals(whole), "other results with " + free + " blocks");
            check(Arrays.equals(new Bench(place).out("list.txt"), undisturbed.out("list.txt")), "another artifact");
            Deletion.delete(place);
        }
        check(failures >= 10, "only " + failures + " builds found the disk full");
    }

    /** Leaves so many blocks free. */
    private static Path fill(Path disk, int freeBlocks) throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[BLOCK_BYTES];
        try (var out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(disk).getUsableSpace() > (long) freeBlocks * BLOCK_BYTES) {
                out.write(block);
            }
        }
        return ballast;
    }

    /** Answers whether the disk was too small at first. */
    private static boolean runFull(Path place, Path ballast) throws IOException {
        boolean full = false;
        try {
            Bench bench = new Bench(place);
            try (Session session = bench.open(recipe())) {
                Outcome outcome = session.run(Optional.empty());
                if (outcome instanceof Outcome.Failed failed) {
                    full = true;
                    checkWords(failed.failure().message(), failed.failure().remedy());
                    Files.delete(ballast);
                    session.retry(Session.Retry.STEP);
                    outcome = session.run(Optional.empty());
                }
                check(outcome instanceof Outcome.Finished, outcome.toString());
            }
        } catch (Failure outsideAnyStep) {
            full = true;
            checkWords(outsideAnyStep.getMessage(), outsideAnyStep.remedy());
        }
        Files.deleteIfExists(ballast);
        check(new Bench(place).run(recipe()) instanceof Outcome.Finished, "not finished on a larger disk");
        return full;
    }

    private static void checkWords(String message, String remedy) {
        check(message.contains("No space left on device"), message);
        check(message.contains("disk is full") && remedy.contains("rootbuild store collect")
            || message.contains("cannot be"), message + " / " + remedy);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
