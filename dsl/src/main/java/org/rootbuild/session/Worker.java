package org.rootbuild.session;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs steps on threads of their own, so that an interruption reaches the step and never a journal or a store that is
 * just being written. While a step runs, its lane gives the session's turn to the others.
 */
final class Worker {
    /** What a verb does. */
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    private final Turn turn;
    private final Set<Thread> running = new HashSet<>();
    private boolean interrupted;

    Worker(Turn turn) {
        this.turn = turn;
    }

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
                throw new InterruptedException("interrupted before the step began");
            }
            running.add(thread);
            thread.start();
        }
        int held = turn.give();
        try {
            await(task);
        } finally {
            turn.take(held);
            synchronized (this) {
                running.remove(thread);
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
            throw new InterruptedException("interrupted");
        }
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    /** Ends the steps that are running; the next one does not begin. */
    synchronized void interrupt() {
        interrupted = true;
        running.forEach(Thread::interrupt);
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Whoever wanted to interrupt got what was wanted: the session stands. */
    synchronized void rest() {
        interrupted = false;
    }
}
