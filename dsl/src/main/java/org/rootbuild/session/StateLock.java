package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.FileClaim;

/** Keeps two processes from working on one recipe at a time. The kernel lets go of it when the process dies. */
public final class StateLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileClaim claim;

    private StateLock(FileClaim claim) {
        this.claim = claim;
    }

    /** @throws Failure naming the holder, when there is one */
    static StateLock take(Path stateFolder, String owner) throws IOException {
        Path file = stateFolder.resolve(FILE);
        return new StateLock(FileClaim.take(file, owner).orElseThrow(() -> new Occupied(
            "another rootbuild works on this recipe: " + owner(file), "Wait until it has ended, or end it.")));
    }

    private static String owner(Path file) {
        try {
            String owner = FileClaim.owner(file);
            return owner.isEmpty() ? "a process that has just begun" : owner;
        } catch (IOException unreadable) {
            return "its lock is " + file;
        }
    }

    /** Whether somebody holds it, as far as can be told without touching it; one who was killed may still seem to. */
    public static boolean isHeld(Path stateFolder) throws IOException {
        return !FileClaim.owner(stateFolder.resolve(FILE)).isEmpty();
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }
}
