package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.rootbuild.posix.Posix;

/** The session's job pool, which is made when the first program asks for it. */
final class JobSlots implements AutoCloseable {
    private final Path memory;
    private final Path pipe;
    private final int jobs;
    private Optional<JobPool> pool = Optional.empty();

    /**
     * @param memory a folder that the native library may be unpacked to
     * @param pipe   where the pool's named pipe is to be
     * @param jobs   how many run at once
     */
    JobSlots(Path memory, Path pipe, int jobs) {
        this.memory = memory;
        this.pipe = pipe;
        this.jobs = Math.min(jobs, JobPool.LIMIT);
    }

    private synchronized JobPool pool() throws IOException {
        if (pool.isEmpty()) {
            Posix.load(memory);
            pool = Optional.of(JobPool.open(pipe, jobs));
        }
        return pool.get();
    }

    /** Waits until one more may run. */
    JobPool.Slot take() throws IOException, InterruptedException {
        return pool().take();
    }

    Path pipe() throws IOException {
        return pool().pipe();
    }

    @Override
    public synchronized void close() throws IOException {
        if (pool.isPresent()) {
            pool.get().close();
        }
    }
}
