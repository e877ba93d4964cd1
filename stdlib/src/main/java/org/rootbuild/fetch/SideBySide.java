package org.rootbuild.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does the same with many things, several at once; what waits for a server costs no processor. */
public final class SideBySide {
    private final int threads;

    /** @param threads how many things at once, at least 1 */
    public SideBySide(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread: " + threads);
        }
        this.threads = threads;
    }

    /** What is done with one of them. */
    @FunctionalInterface
    public interface Task<A, B> {
        B take(A one) throws IOException, InterruptedException;
    }

    /** All results, in the order of the things. What fails first in that order is thrown, and the rest given up. */
    public <A, B> List<B> all(List<A> things, Task<A, B> task) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, things.size())), work -> {
            Thread thread = new Thread(work, "rootbuild-side-by-side");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<B>> futures = new ArrayList<>();
            for (A thing : things) {
                futures.add(pool.submit(() -> task.take(thing)));
            }
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        } finally {
            end(pool);
        }
    }

    /** Nobody may write to a folder of the caller after this, for the caller removes it. */
    private static void end(ExecutorService pool) throws InterruptedException {
        pool.shutdownNow();
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a download does not let itself be ended");
        }
    }

    private static IOException thrown(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return (IOException) cause;
    }
}
