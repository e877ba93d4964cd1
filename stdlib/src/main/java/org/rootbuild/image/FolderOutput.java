package org.rootbuild.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * Puts the files of a tree into a folder of the host. The folder is new or empty, and is so again when something fails.
 * Symbolic links come last, so that no path of the tree leads through one. Owners, devices and attributes that this
 * user may not set are left out and told in one note.
 */
public final class FolderOutput {
    private final int threads;

    /** @param threads that write at the same time */
    public FolderOutput(int threads) {
        this.threads = Math.max(1, threads);
    }

    /** @throws Failure when the folder holds something, or could not be filled */
    public void write(FileTree tree, Path folder, Activity activity) throws IOException, InterruptedException {
        boolean isNew = !Files.exists(folder);
        if (!isNew) {
            checkEmpty(folder);
        }
        HostEntries host = new HostEntries(Posix.load(), folder.toAbsolutePath().normalize());
        try {
            if (isNew) {
                Files.createDirectory(folder);
            }
            fill(tree, host, activity);
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            clear(folder, isNew);
            throw told(folder, trouble);
        }
        host.leftOut().ifPresent(activity::note);
    }

    private static void checkEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new Failure(folder + " is no folder", "Name a folder that is new or empty.");
        }
        try (Stream<Path> held = Files.list(folder)) {
            if (held.findAny().isPresent()) {
                throw new Failure("the folder " + folder + " is not empty", "Name a folder that is new or empty; nothing"
                    + " is replaced.");
            }
        }
    }

    private void fill(FileTree tree, HostEntries host, Activity activity) throws IOException, InterruptedException {
        List<Entry.Folder> folders = new ArrayList<>();
        List<Entry> others = new ArrayList<>();
        TreeMap<String, List<Entry.PlainFile>> files = new TreeMap<>();
        TreeMap<Long, String> groups = new TreeMap<>();
        try (Stream<Entry> entries = tree.entries()) {
            for (Entry entry : (Iterable<Entry>) entries::iterator) {
                if (entry instanceof Entry.Folder one) {
                    folders.add(one);
                    host.makeFolder(one);
                } else if (entry instanceof Entry.PlainFile file) {
                    String first = file.linkGroup() == 0 ? file.path()
                        : groups.computeIfAbsent(file.linkGroup(), group -> file.path());
                    files.computeIfAbsent(first, path -> new ArrayList<>()).add(file);
                } else {
                    others.add(entry);
                }
            }
        }
        writeFiles(List.copyOf(files.values()), host, activity);
        for (Entry other : others) {
            host.make(other);
        }
        // A folder's time changes with what is put into it, and it may not be writable.
        for (int i = folders.size() - 1; i >= 0; i--) {
            host.finish(folders.get(i));
        }
    }

    /** Each list is of the names of one file. */
    private void writeFiles(List<List<Entry.PlainFile>> files, HostEntries host, Activity activity)
        throws IOException, InterruptedException {
        long totalBytes = files.stream().mapToLong(names -> names.get(0).content().sizeBytes()).sum();
        AtomicInteger next = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(writers.submit(() -> {
                    for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
                        long doneBytes = host.write(files.get(at));
                        activity.progress("extracting", doneBytes, totalBytes);
                    }
                    return null;
                }));
            }
            for (Future<Void> one : running) {
                ended(one);
            }
        } finally {
            next.set(files.size());
            writers.shutdownNow();
        }
    }

    private static void ended(Future<Void> one) throws IOException, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static void clear(Path folder, boolean whole) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path one, IOException trouble) throws IOException {
                if (whole || !one.equals(folder)) {
                    Files.delete(one);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static IOException told(Path folder, Exception trouble) throws InterruptedException {
        if (trouble instanceof InterruptedException interrupted) {
            throw interrupted;
        } else if (trouble instanceof RuntimeException bug && !(trouble instanceof java.io.UncheckedIOException)) {
            throw bug;
        }
        IOException cause = trouble instanceof java.io.UncheckedIOException unchecked ? unchecked.getCause()
            : (IOException) trouble;
        return cause instanceof Failure ? cause : new Failure("putting files into " + folder + " did not work: "
            + Reason.of(cause), "Leave room on its disk, and let this user write there.", cause);
    }
}
