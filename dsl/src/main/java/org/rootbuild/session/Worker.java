package org.rootbuild.session;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs steps on a thread of their own, so that an interruption reaches the step and never a journal or a store that is
 * just being written.
 */
final class Worker {
    /** What a verb does. */
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    private Optional<Thread> running = Optional.empty();
    private boolean interrupted;

    /**
     * Runs the action and returns when it has ended, also when it was interrupted. An action that ends well although it
     * was interrupted counts as done; then the next one does not begin.
     *
     * @throws InterruptedException when {@link #interrupt} ended it, or came before it began
     */
    void run(Action action) throws IOException, InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            action.run();
            return null;
        });
        Thread thread = new Thread(task, "step");
        thread.setDaemon(true);
        synchronized (this) {
            if (interrupted) {
                interrupted = false;
                throw new InterruptedException("interrupted before the step began");
            }
            running = Optional.of(thread);
            thread.start();
        }
        try {
            await(task);
        } finally {
            synchronized (this) {
                running = Optional.empty();
            }
        }
    }

    private void await(FutureTask<Void> task) throws IOException, InterruptedException {
        while (true) {
            try {
                task.get();
                return;
            } catch (InterruptedException fromOutside) {
                // Not passed on as this thread's state: that would break the journal, which is written next.
                interrupt();
            } catch (ExecutionException failed) {
                throw unwrapped(failed.getCause());
            }
        }
    }

    private synchronized IOException unwrapped(Throwable cause) throws InterruptedException {
        if (interrupted || cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
            interrupted = false;
            throw new InterruptedException("interrupted");
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /** Ends the step that is running; where none is, the next one does not begin. */
    synchronized void interrupt() {
        interrupted = true;
        running.ifPresent(Thread::interrupt);
    }

    /** Whoever wanted to interrupt got what was wanted: the session stands. */
    synchronized void rest() {
        interrupted = false;
    }
}
