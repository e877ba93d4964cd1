package org.rootbuild.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * Goes through a tree once, while files are written by other threads. What waits for the end are folders, whose times
 * change with what is put into them, other names of files, and what is neither of both.
 */
final class FolderFilling {
    /** Files that were found and not yet written. */
    private static final int WAITING = 512;

    private final HostEntries host;
    private final int threads;
    private final Activity activity;
    private final List<Entry.Folder> folders = new ArrayList<>();
    private final List<Entry> others = new ArrayList<>();
    private final List<OtherName> otherNames = new ArrayList<>();
    private final Map<Long, String> groups = new HashMap<>();
    private final BlockingQueue<Optional<Entry.PlainFile>> waiting = new ArrayBlockingQueue<>(WAITING);

    /** A further name of a file. */
    private record OtherName(String path, String written) {
    }

    FolderFilling(HostEntries host, int threads, Activity activity) {
        this.host = host;
        this.threads = threads;
        this.activity = activity;
    }

    void fill(FileTree tree) throws IOException, InterruptedException {
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(writers.submit(this::write));
            }
            try (Stream<Entry> entries = tree.entries()) {
                for (Entry entry : (Iterable<Entry>) entries::iterator) {
                    add(entry, running);
                }
            }
            for (int i = 0; i < threads; i++) {
                pass(Optional.empty(), running);
            }
            for (Future<Void> one : running) {
                ended(one);
            }
        } finally {
            stop(writers);
        }
        finish();
    }

    private void add(Entry entry, List<Future<Void>> running) throws IOException, InterruptedException {
        if (entry instanceof Entry.Folder one) {
            folders.add(one);
            host.makeFolder(one);
        } else if (entry instanceof Entry.PlainFile file) {
            String written = file.linkGroup() == 0 ? null : groups.putIfAbsent(file.linkGroup(), file.path());
            if (written == null) {
                pass(Optional.of(file), running);
            } else {
                otherNames.add(new OtherName(file.path(), written));
            }
        } else {
            others.add(entry);
        }
    }

    /** To whoever writes; where one of them failed, there may be nobody left to take it. */
    private void pass(Optional<Entry.PlainFile> file, List<Future<Void>> running)
        throws IOException, InterruptedException {
        while (!waiting.offer(file, 100, TimeUnit.MILLISECONDS)) {
            for (Future<Void> one : running) {
                if (one.isDone()) {
                    ended(one);
                }
            }
        }
    }

    private Void write() throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(HostEntries.SMALL_BYTES);
        for (Optional<Entry.PlainFile> file = waiting.take(); file.isPresent(); file = waiting.take()) {
            activity.progress("extracting", host.write(file.get(), buffer), -1);
        }
        return null;
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
