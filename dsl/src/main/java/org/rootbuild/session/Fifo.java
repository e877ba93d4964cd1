package org.rootbuild.session;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import org.rootbuild.problem.Failure;

/**
 * A named pipe that this process holds open at both ends and never waits for. Java itself can neither make one nor read
 * one without waiting. Constants are those of Linux (asm-generic/fcntl.h).
 */
final class Fifo implements AutoCloseable {
    private static final int OWNER_ONLY = 0600;
    private static final int READ_AND_WRITE = 02;
    private static final int NEVER_WAIT = 04000;
    private static final int NOT_FOR_CHILDREN = 02000000;
    private static final int TRY_AGAIN = 11;
    private static final short READABLE = 1;
    private static final int INTERRUPTED = 4;

    /** The functions of the C library; names and shapes as in their manual pages (section 2 and 3). */
    private interface C extends Library {
        int mkfifo(String path, int mode) throws LastErrorException;

        int open(String path, int flags) throws LastErrorException;

        long read(int descriptor, byte[] into, long count) throws LastErrorException;

        long write(int descriptor, byte[] from, long count) throws LastErrorException;

        int close(int descriptor) throws LastErrorException;

        /**
         * @param waiting one {@code struct pollfd}: the descriptor (4 bytes), the events and what came (2 bytes each)
         */
        int poll(byte[] waiting, NativeLong count, int millis) throws LastErrorException;
    }

    private final C c;
    private final Path path;
    private final int descriptor;

    private Fifo(C c, Path path, int descriptor) {
        this.c = c;
        this.path = path;
        this.descriptor = descriptor;
    }

    /**
     * Makes the pipe; one that a dead process left there goes first.
     *
     * @throws Failure when there is something else at the path, or the filesystem has no pipes
     */
    static Fifo make(Path path) throws IOException {
        C c = Native.load("c", C.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
                throw new Failure("making the pipe " + path + " found something else there", "Move it away.");
            }
            Files.delete(path);
        }
        try {
            c.mkfifo(path.toString(), OWNER_ONLY);
            return new Fifo(c, path, c.open(path.toString(), READ_AND_WRITE | NEVER_WAIT | NOT_FOR_CHILDREN));
        } catch (LastErrorException refused) {
            Files.deleteIfExists(path);
            throw new Failure("making the pipe " + path + " failed: " + refused.getMessage(),
                "Let the state folder lie on a filesystem of Linux that this user may write to (--state).", refused);
        }
    }

    Path path() {
        return path;
    }

    /** Takes one byte out. Answers whether there was one. */
    boolean take() throws IOException {
        byte[] one = new byte[1];
        while (true) {
            try {
                return c.read(descriptor, one, 1) == 1;
            } catch (LastErrorException nothing) {
                if (nothing.getErrorCode() == TRY_AGAIN) {
                    return false;
                }
                again("reading", nothing);
            }
        }
    }

    /** Returns when there may be a byte to take, or after so long. */
    void await(int millis) {
        byte[] waiting = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(descriptor)
            .putShort(READABLE).array();
        try {
            c.poll(waiting, new NativeLong(1), millis);
        } catch (LastErrorException interrupted) {
            // Whoever waits looks for itself.
            return;
        }
    }

    /** Puts the bytes in; few enough that the pipe holds them. */
    void put(byte[] bytes) throws IOException {
        int done = 0;
        while (done < bytes.length) {
            try {
                byte[] rest = Arrays.copyOfRange(bytes, done, bytes.length);
                done += (int) c.write(descriptor, rest, rest.length);
            } catch (LastErrorException refused) {
                again("writing", refused);
            }
        }
    }

    private void again(String what, LastErrorException refused) throws IOException {
        if (refused.getErrorCode() != INTERRUPTED) {
            throw new IOException(what + " the pipe " + path + " failed: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            c.close(descriptor);
        } finally {
            Files.deleteIfExists(path);
        }
    }
}
