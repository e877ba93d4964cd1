package org.rootbuild.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * Goes through a tree once, while its files are written by other threads, and by this one when those have enough to do.
 * What waits for the end are folders, whose times change with what is put into them, other names of files, and what is
 * neither of both.
 */
final class FolderFilling {
    /** Files that go from one thread to another together, for waking it costs as much as writing a small one. */
    private static final int BATCH = 64;
    private static final long BATCH_BYTES = 1 << 22;
    /** Batches that were found and not yet written. */
    private static final int WAITING = 4;

    private final HostEntries host;
    private final int threads;
    private final Activity activity;
    private final List<Entry.Folder> folders = new ArrayList<>();
    private final List<Entry> others = new ArrayList<>();
    private final List<OtherName> otherNames = new ArrayList<>();
    private final Map<Long, String> groups = new HashMap<>();
    /** An empty batch says that no more will come. */
    private final BlockingQueue<List<Entry.PlainFile>> waiting = new LinkedBlockingQueue<>();
    private final List<Future<Void>> running = new ArrayList<>();
    private final ByteBuffer buffer = buffer();
    private List<Entry.PlainFile> batch = new ArrayList<>(BATCH);
    private long batchBytes;

    /** A further name of a file. */
    private record OtherName(String path, String written) {
    }

    /** @param threads with the one that calls */
    FolderFilling(HostEntries host, int threads, Activity activity) {
        this.host = host;
        this.threads = threads;
        this.activity = activity;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(HostEntries.SMALL_BYTES);
    }

    void fill(FileTree tree) throws IOException, InterruptedException {
        ExecutorService writers = Executors.newCachedThreadPool();
        try {
            for (int i = 1; i < threads; i++) {
                running.add(writers.submit(this::writeBatches));
            }
            try (Stream<Entry> entries = tree.entries()) {
                for (Entry entry : (Iterable<Entry>) entries::iterator) {
                    add(entry);
                }
            }
            write(batch, buffer);
            for (List<Entry.PlainFile> left = waiting.poll(); left != null; left = waiting.poll()) {
                write(left, buffer);
            }
            for (Future<Void> one : running) {
                waiting.put(List.of());
            }
            for (Future<Void> one : running) {
                ended(one);
            }
        } finally {
            stop(writers);
        }
        finish();
    }

    private void add(Entry entry) throws IOException, InterruptedException {
        if (entry instanceof Entry.Folder one) {
            folders.add(one);
            host.makeFolder(one);
        } else if (entry instanceof Entry.PlainFile file) {
            String written = file.linkGroup() == 0 ? null : groups.putIfAbsent(file.linkGroup(), file.path());
            if (written == null) {
                batch.add(file);
                batchBytes += file.content().sizeBytes();
            } else {
                otherNames.add(new OtherName(file.path(), written));
            }
            if (batch.size() == BATCH || batchBytes > BATCH_BYTES) {
                pass();
            }
        } else {
            others.add(entry);
        }
    }

    /** To whoever writes; who has failed writes no more. */
    private void pass() throws IOException, InterruptedException {
        for (Future<Void> one : running) {
            if (one.isDone()) {
                ended(one);
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (waiting.size() < WAITING) {
            waiting.put(batch);
        } else {
            write(batch, buffer);
        }
        batch = new ArrayList<>(BATCH);
        batchBytes = 0;
    }

    private Void writeBatches() throws IOException, InterruptedException {
        ByteBuffer own = buffer();
        for (List<Entry.PlainFile> files = waiting.take(); !files.isEmpty(); files = waiting.take()) {
            write(files, own);
        }
        return null;
    }

    private void write(List<Entry.PlainFile> files, ByteBuffer into) throws IOException {
        for (Entry.PlainFile file : files) {
            activity.progress("extracting", host.write(file, into), -1);
        }
    }

    /** Nothing is written any more when this is over, so that what was made can be removed. */
    private static void stop(ExecutorService writers) {
        writers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!writers.isTerminated()) {
            try {
                writers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish() throws IOException {
        for (OtherName one : otherNames) {
            host.link(one.path(), one.written());
        }
        for (Entry other : others) {
            host.make(other);
        }
        for (int i = folders.size() - 1; i >= 0; i--) {
            host.finish(folders.get(i));
        }
    }

    private static void ended(Future<Void> one) throws IOException, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException trouble) {
                throw trouble;
            } else if (failed.getCause() instanceof UncheckedIOException trouble) {
                throw trouble.getCause();
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
