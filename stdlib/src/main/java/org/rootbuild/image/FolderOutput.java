package org.rootbuild.image;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;
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
        try {
            if (isNew) {
                Files.createDirectory(folder);
            }
            try (HostEntries host = new HostEntries(Posix.load(), folder.toAbsolutePath().normalize())) {
                new FolderFilling(host, threads, activity).fill(tree);
                host.leftOut().ifPresent(activity::note);
            }
        } catch (IOException | InterruptedException | RuntimeException trouble) {
            clear(folder, isNew);
            throw told(folder, trouble);
        }
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
