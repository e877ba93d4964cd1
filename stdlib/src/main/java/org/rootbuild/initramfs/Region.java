package org.rootbuild.initramfs;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.rootbuild.tree.Content;

/** A run of bytes of an open file. Safe for use by several threads. */
record Region(FileChannel channel, long at, long sizeBytes) implements Content {
    private static final int CHUNK_BYTES = 1 << 17;

    Region {
        Objects.requireNonNull(channel);
        if (at < 0 || sizeBytes < 0) {
            throw new IllegalArgumentException("no such bytes: " + at + ", " + sizeBytes);
        }
    }

    /** A part of it. */
    Region part(long from, long count) {
        if (from < 0 || count < 0 || from + count > sizeBytes) {
            throw new IllegalArgumentException("no such part: " + from + ", " + count);
        }
        return new Region(channel, at + from, count);
    }

    /** Fills as much of the buffer as there is from that byte on. */
    void read(long from, ByteBuffer into) throws IOException {
        into.limit((int) Math.min(into.limit(), into.position() + sizeBytes - from));
        long place = at + from;
        while (into.hasRemaining()) {
            int count = channel.read(into, place);
            if (count < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            place += count;
        }
    }

    void copyTo(OutputStream out) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, sizeBytes)];
        for (long done = 0; done < sizeBytes;) {
            ByteBuffer buffer = ByteBuffer.wrap(chunk);
            read(done, buffer);
            out.write(chunk, 0, buffer.position());
            done += buffer.position();
        }
    }

    @Override
    public InputStream open() {
        return new Stream(this);
    }

    /** Reads a region from its beginning. */
    private static final class Stream extends InputStream {
        private final Region region;
        private long done;

        Stream(Region region) {
            this.region = region;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = (int) Math.min(length, region.sizeBytes - done);
            if (count == 0) {
                return -1;
            }
            region.read(done, ByteBuffer.wrap(target, offset, count));
            done += count;
            return count;
        }
    }
}
