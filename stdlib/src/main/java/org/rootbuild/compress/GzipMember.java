package org.rootbuild.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decodes one gzip member (RFC 1952, section 2.3) and leaves its input directly behind it. */
final class GzipMember extends InputStream {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int CHUNK_BYTES = 1 << 15;

    private final PeekInput in;
    private final Inflater inflater = new Inflater(true);
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final CRC32 sum = new CRC32();
    private boolean ended;

    GzipMember(PeekInput in) throws IOException {
        this.in = in;
        readHeader();
    }

    private void readHeader() throws IOException {
        byte[] fixed = in.readNBytes(10);
        if (fixed.length < 10) {
            throw new EOFException("the header is cut off");
        }
        int flags = fixed[3];
        if ((flags & FLAG_EXTRA) != 0) {
            in.skipNBytes(littleEndian(2));
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            in.skipNBytes(2);
        }
    }

    private void skipText() throws IOException {
        int one = in.read();
        while (one > 0) {
            one = in.read();
        }
        if (one < 0) {
            throw new EOFException("the header is cut off");
        }
    }

    private long littleEndian(int count) throws IOException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int one = in.read();
            if (one < 0) {
                throw new EOFException("the end is cut off");
            }
            value |= (long) one << (8 * i);
        }
        return value;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        try {
            int count = 0;
            while (count == 0 && !inflater.finished()) {
                feed();
                count = inflater.inflate(target, offset, length);
            }
            if (count > 0) {
                sum.update(target, offset, count);
                return count;
            }
        } catch (DataFormatException damage) {
            throw new IOException(damage.getMessage(), damage);
        }
        end();
        return -1;
    }

    private void feed() throws IOException {
        if (inflater.needsDictionary()) {
            throw new IOException("a preset dictionary is asked for");
        }
        if (inflater.needsInput()) {
            int count = in.read(chunk, 0, chunk.length);
            if (count < 0) {
                throw new EOFException("the data are cut off");
            }
            inflater.setInput(chunk, 0, count);
        }
    }

    private void end() throws IOException {
        ended = true;
        long sizeBytes = inflater.getBytesWritten();
        in.unread(inflater.getRemaining());
        inflater.end();
        if (littleEndian(4) != sum.getValue()) {
            throw new IOException("the checksum does not match");
        }
        if (littleEndian(4) != (sizeBytes & 0xffffffffL)) {
            throw new IOException("the size does not match");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
