package org.rootbuild.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes what was written survive a loss of power. */
final class Durability {
    /** From so many files on, one sync of the whole filesystem costs less than one of each file. */
    private static final int MANY_FILES = 48;
    private static final long SYNC_LIMIT_SECONDS = 300;

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

    /** Everything in the folder at any depth, itself included. */
    static void syncTree(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.toList();
        }
        if (all.size() > MANY_FILES && syncFilesystem(folder)) {
            return;
        }
        for (Path path : all) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                syncFolder(path);
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                syncFile(path);
            }
        }
    }

    /** Java has no syncfs(2); coreutils' sync has it as {@code -f}. Answers false where it does not work. */
    private static boolean syncFilesystem(Path folder) throws IOException {
        try {
            Process sync = new ProcessBuilder("sync", "-f", folder.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!sync.waitFor(SYNC_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                sync.destroyForcibly();
                return false;
            }
            return sync.exitValue() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while syncing " + folder);
        } catch (IOException noSuchTool) {
            return false;
        }
    }
}
