package org.rootbuild.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes folders and small files below one folder, by few calls of the kernel and without looking the folder up again
 * for each. Paths are relative to it, joined by {@code /}; only their last name is not followed when it is a link. Safe
 * for use by several threads. A name that the locale of the host cannot write is an
 * {@link java.nio.file.InvalidPathException}.
 */
public final class FolderWriter implements AutoCloseable {
    private static final int FOR_NEW = 01 | 0100 | 0200 | Posix.O_CLOEXEC;

    private final Path folder;
    private final int opened;
    private final Charset names;

    /** Takes the descriptor over. */
    FolderWriter(Path folder, int opened, Charset names) {
        this.folder = folder;
        this.opened = opened;
        this.names = names;
    }

    /** @param mode permission bits, of which the process's mask takes some away */
    public void makeFolder(String path, int mode) throws PosixError {
        int answer = CLibrary.mkdirat(opened, bytes(path), mode);
        if (answer < 0) {
            Posix.checked("making the folder", folder.resolve(path), answer);
        }
    }

    /**
     * Makes a plain file, which must not be there yet.
     *
     * @param mode    permission bits, of which the process's mask takes some away
     * @param content outside of Java's heap; all that it holds up to its limit is written
     */
    public NewFile makeFile(String path, int mode, ByteBuffer content) throws PosixError {
        int made = CLibrary.openat(opened, bytes(path), FOR_NEW, mode);
        if (made < 0) {
            Posix.checked("making it", folder.resolve(path), made);
        }
        NewFile file = new NewFile(path, made);
        try {
            file.write(content);
            return file;
        } catch (PosixError | RuntimeException trouble) {
            file.close();
            throw trouble;
        }
    }

    /** Java's own paths know which characters the host's names cannot have. */
    private byte[] bytes(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                return Posix.ended(folder.getFileSystem().getPath(path).toString().getBytes(names));
            }
        }
        return Posix.ended(path.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        CLibrary.close(opened);
    }

    /** A file that was just made and is still open; for one thread. */
    public final class NewFile implements AutoCloseable {
        private final String path;
        private final int made;

        private NewFile(String path, int made) {
            this.path = path;
            this.made = made;
        }

        private void write(ByteBuffer content) throws PosixError {
            if (!content.hasRemaining()) {
                return;
            }
            long address = Pointer.nativeValue(Native.getDirectBufferPointer(content));
            while (content.hasRemaining()) {
                long written = CLibrary.write(made, address + content.position(), content.remaining());
                check("writing it", written);
                content.position(content.position() + (int) written);
            }
        }

        /** Drops a setuid bit. */
        public void setOwner(long owner, long group) throws PosixError {
            check("giving it to " + owner + ":" + group, CLibrary.fchown(made, (int) owner, (int) group));
        }

        /** Sets permission bits, 0 to 07777. */
        public void setMode(int mode) throws PosixError {
            check("setting its permissions", CLibrary.fchmod(made, mode));
        }

        /** Sets the time of the last change, in seconds since 1970; that of the last access stays. */
        public void setTime(long seconds) throws PosixError {
            long[] times = {0, Posix.UTIME_OMIT, seconds, 0};
            check("setting its time", CLibrary.futimens(made, times));
        }

        private void check(String call, long answer) throws PosixError {
            if (answer < 0) {
                Posix.checked(call, folder.resolve(path), answer);
            }
        }

        @Override
        public void close() {
            CLibrary.close(made);
        }
    }
}
