package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Removes folders behind the back of a build: a step that is taken back may have written gigabytes, and the next one
 * should not have to wait until they are gone. What a process leaves in the trash that dies, the next one removes.
 */
final class Trash {
    private static final long LONGEST_SECONDS = 60;

    private final Store store;
    private final ExecutorService remover = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "trash");
        thread.setDaemon(true);
        return thread;
    });

    Trash(Store store) {
        this.store = store;
    }

    /** The folder is gone from its place when this returns. */
    void take(Path folder) throws IOException {
        Path bin = store.temporaryFolder();
        try {
            Files.move(folder, bin.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException nothing) {
            Deletion.delete(bin);
            return;
        }
        remover.execute(() -> {
            try {
                Deletion.delete(bin);
            } catch (IOException left) {
                // It lies among the temporary folders, where the next process tries again.
                return;
            }
        });
    }

    /** Returns when the trash is empty, or after a minute. */
    void empty() {
        try {
            remover.submit(() -> { }).get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException slow) {
            // The next process goes on with it.
            return;
        }
    }
}
