package org.rootbuild.fat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Files beside each other, some megabytes together, that several threads work off in order. */
final class Batches implements AutoCloseable {
    private static final long BATCH_BYTES = 2 << 20;

    private final Queue<List<Planned.File>> ofHost = new ConcurrentLinkedQueue<>();
    private final Queue<List<Planned.File>> others = new ConcurrentLinkedQueue<>();
    private final List<Thread> helpers = new ArrayList<>();
    private final List<Exception> troubles = new ArrayList<>();

    Batches(List<Planned.File> files) {
        List<Planned.File> batch = new ArrayList<>();
        long bytes = 0;
        for (Planned.File file : files) {
            boolean joins = batch.isEmpty()
                || bytes + file.sizeBytes() <= BATCH_BYTES && ofHost(file) == ofHost(batch.get(0));
            if (!joins) {
                add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(file);
            bytes += file.sizeBytes();
        }
        add(batch);
    }

    private static boolean ofHost(Planned.File file) {
        return file.content.file().isPresent();
    }

    private void add(List<Planned.File> batch) {
        if (!batch.isEmpty()) {
            (ofHost(batch.get(0)) ? ofHost : others).add(batch);
        }
    }

    int count() {
        return ofHost.size() + others.size();
    }

    /** Writes one batch. */
    interface Work {
        void write(List<Planned.File> batch, ClusterStream out) throws IOException;
    }

    /** Each thread has a stream of its own. */
    interface Streams {
        ClusterStream open();
    }

    void write(int threads, Streams streams, Work work) throws IOException, InterruptedException {
        for (int i = 1; i < threads; i++) {
            Thread helper = new Thread(() -> workOff(ofHost, streams, work), "fat writer");
            helper.setDaemon(true);
            helpers.add(helper);
            helper.start();
        }
        workOff(others, streams, work);
        workOff(ofHost, streams, work);
        for (Thread helper : helpers) {
            helper.join();
        }
        rethrow();
    }

    private void workOff(Queue<List<Planned.File>> batches, Streams streams, Work work) {
        ClusterStream out = streams.open();
        try {
            for (List<Planned.File> batch = batches.poll(); batch != null; batch = batches.poll()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                work.write(batch, out);
            }
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            ofHost.clear();
            others.clear();
            synchronized (troubles) {
                troubles.add(trouble);
            }
        }
    }

    private void rethrow() throws IOException, InterruptedException {
        for (Exception trouble : troubles) {
            if (trouble instanceof InterruptedException || trouble instanceof ClosedByInterruptException
                || trouble instanceof InterruptedIOException) {
                throw (InterruptedException) new InterruptedException("interrupted while files were written")
                    .initCause(trouble);
            } else if (trouble instanceof IOException onDisk) {
                throw onDisk;
            }
            throw (RuntimeException) trouble;
        }
    }

    /** No thread goes on behind the one that began it. */
    @Override
    public void close() {
        ofHost.clear();
        boolean interrupted = Thread.interrupted();
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException again) {
                    // A helper ends with the batch it is at.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
