package org.rootbuild.posix;

import com.sun.jna.Native;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which parts of an open file are data and which are holes (lseek(2), fallocate(2)). Closing it drops every lock that
 * this process holds on the file, as closing any descriptor of it does (fcntl(2)). Safe for use by several threads.
 */
public final class FileExtents implements Closeable {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;

    private final Path file;
    private final int opened;
    private final AtomicBoolean closed = new AtomicBoolean();

    FileExtents(Path file, int opened) {
        this.file = file;
        this.opened = opened;
    }

    /** The first byte at or behind this place that may be something else than zero; empty when only a hole follows. */
    public OptionalLong nextData(long from) throws PosixError {
        long found = CLibrary.lseek(opened, from, SEEK_DATA);
        if (found < 0 && Native.getLastError() == PosixError.ENXIO) {
            return OptionalLong.empty();
        }
        Posix.checked("looking for its data", file, found);
        return OptionalLong.of(found);
    }

    /** The first byte of a hole at or behind this place, which is inside the file; the end counts as one. */
    public long nextHole(long from) throws PosixError {
        long found = CLibrary.lseek(opened, from, SEEK_HOLE);
        Posix.checked("looking for its holes", file, found);
        return found;
    }

    /** Makes the range read as zeros and gives its room back. Answers false where the filesystem has no holes. */
    public boolean punch(long at, long lengthBytes) throws PosixError {
        return changed("making a hole", PUNCH_HOLE | KEEP_SIZE, at, lengthBytes);
    }

    /**
     * Takes room for the range, so that writing there cannot find the disk full; what it holds stays. Answers false
     * where the filesystem cannot promise it.
     *
     * @throws PosixError also when there is no room ({@link PosixError#ENOSPC})
     */
    public boolean reserve(long at, long lengthBytes) throws PosixError {
        return changed("taking room", KEEP_SIZE, at, lengthBytes);
    }

    private boolean changed(String call, int mode, long at, long lengthBytes) throws PosixError {
        int answer = CLibrary.fallocate(opened, mode, at, lengthBytes);
        if (answer < 0) {
            int error = Native.getLastError();
            if (error == PosixError.EOPNOTSUPP || error == PosixError.ENOSYS) {
                return false;
            }
            Posix.checked(call, file, answer);
        }
        return true;
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            CLibrary.close(opened);
        }
    }
}
