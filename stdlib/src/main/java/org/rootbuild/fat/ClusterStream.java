package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.SmallFiles;
import org.rootbuild.volume.Volume;

/** Gathers what goes to a volume from front to back into large writes. Zeros are left out: they are there already. */
final class ClusterStream {
    private static final int BUFFER_BYTES = 2 << 20;
    /** How much at a time is looked at for being all zeros. */
    private static final int ZEROS_BYTES = 1 << 16;

    private static final byte[] ZEROS = new byte[1 << 13];

    private final Volume volume;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long bufferAt;

    ClusterStream(Volume volume) {
        this.volume = volume;
    }

    /** Goes on at another place; a short way forward is filled with zeros. */
    void moveTo(long place) throws IOException {
        long gap = place - bufferAt - buffer.position();
        if (buffer.position() == 0 || gap < 0 || gap > buffer.remaining()) {
            flush();
            bufferAt = place;
            return;
        }
        for (int left = (int) gap; left > 0; left -= ZEROS.length) {
            buffer.put(ZEROS, 0, Math.min(left, ZEROS.length));
        }
    }

    void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            room();
            int count = Math.min(buffer.remaining(), bytes.remaining());
            buffer.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
        }
    }

    /** Whether the channel had exactly so many bytes from where it stands to its end. */
    boolean put(ReadableByteChannel from, long count) throws IOException {
        long left = count;
        while (left >= 0) {
            room();
            int start = buffer.position();
            // One more is asked for than there should be, so that the end and a longer file show in the same call.
            buffer.limit((int) Math.min(buffer.capacity(), start + left + 1));
            int got = from.read(buffer);
            buffer.limit(buffer.capacity());
            if (got < 0) {
                return left == 0;
            }
            boolean cutShort = got == left && buffer.position() < buffer.capacity() && from instanceof FileChannel;
            left -= got;
            if (cutShort) {
                // Fewer than asked for is what a file of the host gives at its end alone.
                return true;
            }
        }
        buffer.position(buffer.position() - 1);
        return false;
    }

    /** Whether the file has just so many bytes, at most {@link SmallFiles#LONGEST_BYTES}. */
    boolean put(SmallFiles files, Path file, int count) throws IOException {
        if (buffer.remaining() <= count) {
            flush();
        }
        return files.read(file, count, buffer);
    }

    /** Bytes that the host moves by itself. */
    void copy(FileChannel from, Range part) throws IOException {
        flush();
        volume.copy(bufferAt, from, part);
        bufferAt += part.lengthBytes();
    }

    private void room() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    void flush() throws IOException {
        buffer.flip();
        int from = 0;
        while (from < buffer.limit()) {
            int to = from;
            while (to < buffer.limit() && !zeros(to)) {
                to += ZEROS_BYTES;
            }
            to = Math.min(to, buffer.limit());
            if (to > from) {
                volume.write(bufferAt + from, buffer.slice(from, to - from));
            }
            from = to + (to < buffer.limit() ? ZEROS_BYTES : 0);
        }
        bufferAt += buffer.limit();
        buffer.clear();
    }

    /** Whether the piece from here on holds nothing but zeros. */
    private boolean zeros(int from) {
        int end = Math.min(buffer.limit(), from + ZEROS_BYTES);
        int at = from;
        while (at + 8 <= end && buffer.getLong(at) == 0) {
            at += 8;
        }
        while (at < end && at + 8 > end && buffer.get(at) == 0) {
            at++;
        }
        return at == end;
    }
}
