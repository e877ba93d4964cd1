package org.rootbuild.layer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.OptionalLong;
import org.rootbuild.posix.FileExtents;
import org.rootbuild.posix.Posix;
import org.rootbuild.problem.HostLacks;

/**
 * A file as those of its blocks that are not all zeros. Holes are passed over without being read, where the host tells
 * them; a hole and written zeros are the same here.
 */
public final class DataBlocks {
    /** How large a block is; the last one of a file may be smaller. */
    public static final int BLOCK_BYTES = 1 << 16;
    private static final int READ_BYTES = 16 * BLOCK_BYTES;
    private static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private DataBlocks() {
    }

    /** Takes blocks in the order in which they lie in the file. */
    @FunctionalInterface
    public interface Taker {
        /** @param bytes of which {@code count} from {@code from} on are the block; they are used again afterwards */
        void take(long at, byte[] bytes, int from, int count) throws IOException;
    }

    /** Gives every block that is not all zeros, and answers the size of the file. */
    public static long of(Path file, Taker taker) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ); Holes holes = Holes.of(file)) {
            long size = in.size();
            byte[] read = new byte[READ_BYTES];
            long at = holes.nextData(0, size);
            while (at < size) {
                long start = at - at % BLOCK_BYTES;
                long end = Math.min(size, roundedUp(holes.nextHole(at, size)));
                for (long place = start; place < end; place += READ_BYTES) {
                    int count = (int) Math.min(READ_BYTES, end - place);
                    fill(in, place, read, count);
                    blocks(place, read, count, taker);
                }
                at = end < size ? Math.max(end, holes.nextData(end, size)) : size;
            }
            return size;
        }
    }

    /** How many bytes of the file lie in no hole. */
    public static long dataBytes(Path file, long size) throws IOException {
        try (Holes holes = Holes.of(file)) {
            long sum = 0;
            for (long at = holes.nextData(0, size); at < size;) {
                long end = holes.nextHole(at, size);
                sum += end - at;
                at = end < size ? holes.nextData(end, size) : size;
            }
            return sum;
        }
    }

    private static long roundedUp(long place) {
        return (place + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    private static void fill(FileChannel in, long place, byte[] into, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, count);
        while (buffer.hasRemaining()) {
            if (in.read(buffer, place + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
    }

    private static void blocks(long place, byte[] read, int count, Taker taker) throws IOException {
        for (int from = 0; from < count; from += BLOCK_BYTES) {
            int length = Math.min(BLOCK_BYTES, count - from);
            if (!Arrays.equals(read, from, from + length, ZEROS, 0, length)) {
                taker.take(place + from, read, from, length);
            }
        }
    }

    /** Where the file's holes are, or that it has none because the host does not tell. */
    private static final class Holes implements AutoCloseable {
        private final FileExtents extents;

        private Holes(FileExtents extents) {
            this.extents = extents;
        }

        static Holes of(Path file) throws IOException {
            try {
                return new Holes(Posix.load().extents(file, false));
            } catch (HostLacks untold) {
                return new Holes(null);
            }
        }

        long nextData(long from, long size) throws IOException {
            if (extents == null) {
                return from;
            }
            OptionalLong found = extents.nextData(from);
            return found.isPresent() ? Math.min(found.getAsLong(), size) : size;
        }

        long nextHole(long from, long size) throws IOException {
            return extents == null ? size : Math.min(extents.nextHole(from), size);
        }

        @Override
        public void close() {
            if (extents != null) {
                extents.close();
            }
        }
    }
}
