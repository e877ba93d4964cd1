package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.rootbuild.problem.Failure;

/** Says that a process uses the store: as long as it is open, nothing is collected. */
public final class StoreUse implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final int LOOKS = 3000;

    private final Path file;
    private final FileClaim claim;

    private StoreUse(Path file, FileClaim claim) {
        this.file = file;
        this.claim = claim;
    }

    /** @throws Failure when a collection does not come to its end within a minute */
    static StoreUse begin(Places places, Supplier<String> names, String owner) throws IOException {
        Files.createDirectories(places.users());
        StoreUse use = claimed(places, names, owner);
        try {
            // A collection that begins later sees the claim; one that runs already must end first.
            awaitCollection(places, owner);
            Leftovers.remove(places);
            return use;
        } catch (IOException | RuntimeException failed) {
            use.close();
            throw failed;
        }
    }

    private static StoreUse claimed(Places places, Supplier<String> names, String owner) throws IOException {
        while (true) {
            Path file = places.users().resolve(names.get());
            Optional<FileClaim> claim = FileClaim.take(file, owner);
            if (claim.isPresent()) {
                return new StoreUse(file, claim.get());
            }
        }
    }

    private static void awaitCollection(Places places, String owner) throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            Optional<FileClaim> none = FileClaim.take(places.collecting(), owner);
            if (none.isPresent()) {
                none.get().close();
                return;
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException byUser) {
                Thread.currentThread().interrupt();
                throw new java.io.InterruptedIOException("interrupted while waiting for the store's collection");
            }
        }
        throw new Failure("the store " + places.folder() + " is being collected by "
            + FileClaim.owner(places.collecting()), "Wait until that has ended, or end it.");
    }

    @Override
    public void close() throws IOException {
        try {
            claim.close();
        } finally {
            // Its name is never used again, so nobody can be about to claim it.
            Files.deleteIfExists(file);
        }
    }
}
