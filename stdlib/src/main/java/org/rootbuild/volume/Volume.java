package org.rootbuild.volume;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * A fixed number of bytes that are read and written at any place, such as a disk image or a partition of one. What was
 * never written reads as zeros. Places and lengths are in bytes; whoever needs sectors or blocks multiplies.
 *
 * <p>A range that leaves the volume is refused before anything of it is done. Safe for use by several threads as long
 * as they do not write the same bytes.
 */
public interface Volume extends Closeable {
    /** Does not change. */
    long sizeBytes();

    /**
     * Fills the buffer's remaining bytes from here on.
     *
     * @throws Failure when the range is not inside the volume
     */
    void read(long at, ByteBuffer into) throws IOException;

    /**
     * Writes the buffer's remaining bytes from here on.
     *
     * @throws Failure when the range is not inside the volume, or the host has no room
     */
    void write(long at, ByteBuffer from) throws IOException;

    /** Makes the range read as zeros, as a hole where that is possible. */
    void zero(Range range) throws IOException;

    /**
     * Writes bytes of a file of the host, in the kernel where that is possible; the file's position does not matter.
     */
    void copy(long at, FileChannel from, Range part) throws IOException;

    /** Writes bytes of another volume; what are holes there read as zeros here afterwards, as holes if possible. */
    default void copy(long at, Volume from, Range part) throws IOException {
        Transfer.copy(from, part, this, at);
    }

    /** Writes bytes of this volume to a channel, in the kernel where that is possible. */
    default void transferTo(Range part, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(Transfer.BUFFER_BYTES, part.lengthBytes()));
        for (long place = part.at(); place < part.end(); place += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), part.end() - place));
            read(place, buffer);
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
        }
    }

    /** The next range at or behind this place that may hold something else than zeros; empty when only zeros follow. */
    Optional<Range> nextData(long from) throws IOException;

    /** Returns when everything written is on the disk, as far as the host promises it. */
    void sync() throws IOException;

    /** A part of this volume as a volume; closing it does nothing. */
    default Volume window(Range part) throws Failure {
        return new Window(this, part);
    }

    /** {@code count} bytes from here on, big- or little-endian as the caller then asks; for small amounts. */
    default ByteBuffer read(long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        read(at, bytes);
        return bytes.flip();
    }

    @Override
    default void close() throws IOException {
    }
}
