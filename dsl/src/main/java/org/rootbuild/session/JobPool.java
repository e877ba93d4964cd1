package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So many jobs at once for everything that runs: the lanes of a session and the {@code make}s in them draw on one pool,
 * by the job server protocol of GNU make ("POSIX Jobserver Interaction" in its manual). Whoever runs has one job for
 * free; for each more it takes a byte out of a named pipe and puts it back afterwards. {@code make} 4.4 finds the pipe
 * by {@code --jobserver-auth=fifo:PATH}, older ones by the numbers of a descriptor that is open on it,
 * {@code --jobserver-auth=R,W}. Safe for use by several threads.
 */
final class JobPool implements AutoCloseable {
    /** What a pipe holds at least, in bytes; one page. */
    static final int LIMIT = 4096;
    private static final byte TOKEN = '+';
    /** So long an interruption of whoever waits may go unheard. */
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Fifo fifo;
    private final int jobs;
    private int running;
    private boolean closed;

    /** What one lane has while it runs: the free job of what is started in it. */
    final class Slot implements AutoCloseable {
        private boolean given;

        private Slot() {
        }

        /** Gives the job back; nothing of the lane may be running any more. The second time does nothing. */
        @Override
        public void close() throws IOException {
            lock.lock();
            try {
                if (!given && !closed) {
                    running--;
                    giveBack();
                }
                given = true;
            } finally {
                lock.unlock();
            }
        }
    }

    private JobPool(Fifo fifo, int jobs) {
        this.fifo = fifo;
        this.jobs = jobs;
    }

    /**
     * @param pipe where the named pipe is made; one that a dead process left is replaced
     * @param jobs how many run at once, 1 to {@link #LIMIT}
     */
    static JobPool open(Path pipe, int jobs) throws IOException {
        if (jobs < 1 || jobs > LIMIT) {
            throw new IllegalArgumentException("jobs out of range: " + jobs);
        }
        JobPool pool = new JobPool(Fifo.make(pipe), jobs);
        try {
            pool.restore();
            return pool;
        } catch (IOException | RuntimeException broken) {
            pool.close();
            throw broken;
        }
    }

    /** The named pipe, for those that are started. */
    Path pipe() {
        return fifo.path();
    }

    int jobs() {
        return jobs;
    }

    /**
     * Waits until one more may run. A lane that waits takes only what the {@code make}s of the others leave.
     *
     * @throws InterruptedException when the thread is interrupted meanwhile; it has taken nothing then
     */
    Slot take() throws IOException, InterruptedException {
        Optional<Slot> slot = taken();
        while (slot.isEmpty()) {
            // Woken with the makes that wait for the same byte, so that none of them always comes first.
            fifo.await(LOOK_AGAIN_MILLIS);
            slot = taken();
        }
        return slot.get();
    }

    private Optional<Slot> taken() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for a job");
        }
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("the pool is closed");
            }
            if (running > 0 && !fifo.take()) {
                return Optional.empty();
            }
            running++;
            return Optional.of(new Slot());
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() throws IOException {
        if (running == 0) {
            restore();
        } else {
            fifo.put(new byte[] {TOKEN});
        }
    }

    /**
     * Nothing runs, so all tokens must be there: those that a killed {@code make} had taken come back, and those that
     * a program put in without having taken any go.
     */
    private void restore() throws IOException {
        while (fifo.take()) {
            continue;
        }
        byte[] tokens = new byte[jobs - 1];
        Arrays.fill(tokens, TOKEN);
        fifo.put(tokens);
    }

    /** Removes the pipe. Slots that are still open end with it. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                fifo.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
