package org.rootbuild.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two processes from bringing the same file at once; the second waits and then finds it in the store. */
final class DownloadClaim implements AutoCloseable {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final FileChannel channel;

    private DownloadClaim(FileChannel channel) {
        this.channel = channel;
    }

    static DownloadClaim take(Path target) throws IOException, InterruptedException {
        Path file = target.resolveSibling(target.getFileName() + ".lock");
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new DownloadClaim(channel);
            }
            channel.close();
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException bySameProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        // The file stays: removing it would let two others lock two files of one name.
        channel.close();
    }
}
