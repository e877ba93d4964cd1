package org.rootbuild.compress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.rootbuild.problem.Failure;

/**
 * A buffered stream whose next bytes can be looked at, so that what follows is recognised before it is read. It carries
 * the name that failures about its bytes show. A stream that cannot be read ends in a {@link Failure}, which sets such
 * trouble apart from damaged bytes. Not safe for use by several threads at once.
 */
public final class PeekInput extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final String name;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private long taken;
    private boolean ended;

    /** Takes the stream over, and closes it when closed itself. */
    public PeekInput(InputStream in, String name) {
        this.in = Objects.requireNonNull(in);
        this.name = Objects.requireNonNull(name);
    }

    /** What the bytes are called in failures. */
    public String name() {
        return name;
    }

    /** How many bytes were read from this stream. */
    public long position() {
        return taken;
    }

    /** The next bytes, {@code count} of them or as many as there are, without taking them; at most 32768. */
    public byte[] peek(int count) throws IOException {
        if (count > BUFFER_BYTES / 2) {
            throw new IllegalArgumentException("too many bytes to look at: " + count);
        }
        while (to - from < count && fill()) {
            continue;
        }
        return Arrays.copyOfRange(buffer, from, Math.min(to, from + count));
    }

    /** Takes bytes 0 away, and answers how many. */
    public long skipZeros() throws IOException {
        long before = taken;
        while (from < to || fill()) {
            if (buffer[from] != 0) {
                break;
            }
            from++;
            taken++;
        }
        return taken - before;
    }

    /** Whether the last attempt to fill the buffer met the end and nothing is left. */
    boolean atEnd() {
        return ended && from == to;
    }

    /** Puts back the last bytes that one {@link #read(byte[], int, int)} gave. */
    void unread(int count) {
        if (count > from) {
            throw new IllegalArgumentException("more bytes put back than were read: " + count);
        }
        from -= count;
        taken -= count;
    }

    @Override
    public int read() throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        taken++;
        return buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (from == to && !fill()) {
            return -1;
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, target, offset, count);
        from += count;
        taken += count;
        return count;
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        int count;
        try {
            count = in.read(buffer, to, buffer.length - to);
        } catch (Failure failure) {
            throw failure;
        } catch (IOException trouble) {
            throw new Failure(name + " could not be read: " + trouble.getMessage(),
                "Check the disk and the permissions of the file, then try again.", trouble);
        }
        to += Math.max(count, 0);
        ended = count < 0;
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
