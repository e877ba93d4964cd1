package org.rootbuild.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Makes what was written survive a loss of power. */
final class Durability {
    /** From so many files and folders on, one sync of the whole filesystem costs less than one of each. */
    private static final int MANY = 6;

    private Durability() {
    }

    static void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the folder with those that it lies in, so that a loss of power does not take the new ones away. */
    static Path createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolders(folder.getParent());
            Files.createDirectories(folder);
            syncFolder(folder.getParent());
        }
        return folder;
    }

    /**
     * @param trees   folders on one filesystem; everything in them at any depth, themselves included
     * @param folders the names in these
     */
    static void sync(Collection<Path> trees, Collection<Path> folders) throws IOException {
        List<Path> files = new ArrayList<>();
        List<Path> all = new ArrayList<>();
        if (isMany(trees, folders.size()) && syncFilesystem(trees.iterator().next())) {
            return;
        }
        for (Path tree : trees) {
            collect(tree, files, all);
        }
        all.addAll(folders);
        for (Path file : files) {
            syncFile(file);
        }
        for (Path folder : all) {
            syncFolder(folder);
        }
    }

    /** Whether it is that much, without looking at all of it. */
    private static boolean isMany(Collection<Path> trees, int others) throws IOException {
        long many = others;
        for (Path tree : trees) {
            try (Stream<Path> all = Files.walk(tree)) {
                many += all.limit(MANY).count();
            } catch (NoSuchFileException | UncheckedIOException replaced) {
                // By another process; then there is nothing of ours to sync.
                continue;
            }
            if (many >= MANY) {
                return true;
            }
        }
        return false;
    }

    private static void collect(Path tree, List<Path> files, List<Path> folders) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    // Another process has replaced the result; then there is nothing of ours to sync.
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException why) throws IOException {
                if (why != null) {
                    throw why;
                }
                folders.add(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Java has no syncfs(2); coreutils' sync has it as {@code -f}. Answers false where it does not work. */
    private static boolean syncFilesystem(Path folder) throws IOException {
        if (folder.getFileSystem() != FileSystems.getDefault()) {
            return false;
        }
        try {
            Process sync = new ProcessBuilder("sync", "-f", folder.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return sync.waitFor() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while syncing " + folder);
        } catch (IOException noSuchTool) {
            return false;
        }
    }
}
