package org.rootbuild.language;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs work in a thread of its own, with room for deep recursion, and gives it up when it takes too long. */
final class Bounded {
    private static final Duration GRACE = Duration.ofMillis(500);

    private Bounded() {
    }

    /**
     * The work's result.
     *
     * @param late what to say when the limit has passed, from the thread as it is then; the thread is interrupted after
     * @throws RecipeErrors that the work throws, or that {@code late} makes
     */
    static <T> T run(String name, long stackBytes, Duration limit, Callable<T> work,
                     Function<Thread, RecipeErrors> late) throws RecipeErrors, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, name, stackBytes);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            RecipeErrors errors = late.apply(thread);
            thread.interrupt();
            thread.join(GRACE.toMillis());
            throw errors;
        } catch (ExecutionException ended) {
            if (ended.getCause() instanceof RecipeErrors errors) {
                throw errors;
            }
            throw new IllegalStateException(name + " broke", ended.getCause());
        } finally {
            thread.interrupt();
        }
    }
}
