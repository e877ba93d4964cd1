package org.rootbuild.iso;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * The bytes of a file of an ISO, read from there when it is opened.
 *
 * @param parts where they are, in their order
 */
record IsoContent(Volume volume, List<Range> parts) implements Content {
    private static final int BUFFER_BYTES = 1 << 17;

    IsoContent {
        parts = List.copyOf(parts);
    }

    @Override
    public long sizeBytes() {
        return parts.stream().mapToLong(Range::lengthBytes).sum();
    }

    @Override
    public InputStream open() {
        return new Bytes();
    }

    @Override
    public void transferTo(WritableByteChannel to) throws IOException {
        for (Range part : parts) {
            volume.transferTo(part, to);
        }
    }

    /** Reads what is asked for at once, where that is much. */
    private final class Bytes extends InputStream {
        private ByteBuffer buffer = ByteBuffer.allocate(0);
        private int part;
        private long done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (buffer.hasRemaining()) {
                int count = Math.min(length, buffer.remaining());
                buffer.get(into, at, count);
                return count;
            }
            if (length < BUFFER_BYTES && left() > length) {
                byte[] held = buffer.capacity() == 0 ? new byte[BUFFER_BYTES] : buffer.array();
                buffer = ByteBuffer.wrap(held, 0, take(held, 0, held.length));
                return read(into, at, length);
            }
            return take(into, at, length);
        }

        private long left() {
            return part == parts.size() ? 0 : parts.get(part).lengthBytes() - done;
        }

        private int take(byte[] into, int at, int length) throws IOException {
            if (part == parts.size()) {
                return -1;
            }
            int count = (int) Math.min(length, left());
            volume.read(parts.get(part).at() + done, ByteBuffer.wrap(into, at, count));
            done += count;
            if (left() == 0) {
                part++;
                done = 0;
            }
            return count;
        }

        @Override
        public long transferTo(OutputStream to) throws IOException {
            byte[] bytes = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, sizeBytes()))];
            long sum = 0;
            for (int count = read(bytes, 0, bytes.length); count >= 0; count = read(bytes, 0, bytes.length)) {
                to.write(bytes, 0, count);
                sum += count;
            }
            return sum;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, buffer.remaining() + left());
        }
    }
}
