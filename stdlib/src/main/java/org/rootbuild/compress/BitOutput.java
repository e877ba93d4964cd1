package org.rootbuild.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes bits, the lowest of a byte first (RFC 1951, section 3.1.1). */
final class BitOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private long hold;
    private int held;

    BitOutput(OutputStream out) {
        this.out = out;
    }

    /** At most 32 bits. */
    void bits(long value, int count) throws IOException {
        hold |= value << held;
        held += count;
        while (held >= 8) {
            if (used == buffer.length) {
                drain();
            }
            buffer[used++] = (byte) hold;
            hold >>>= 8;
            held -= 8;
        }
    }

    private void drain() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    boolean isAligned() {
        return held == 0;
    }

    /** Zeros up to the next byte. */
    void align() throws IOException {
        if (held > 0) {
            bits(0, 8 - held);
        }
    }

    /** On a byte boundary. */
    void bytes(byte[] bytes, int from, int count) throws IOException {
        drain();
        out.write(bytes, from, count);
    }

    /** The bits of the buffer, whose order is little endian, from one to another. */
    void copy(ByteBuffer from, long firstBit, long endBit) throws IOException {
        long at = firstBit;
        while (endBit - at >= Integer.SIZE && (at >> 3) + Long.BYTES <= from.limit()) {
            hold |= (from.getLong((int) (at >> 3)) >>> (at & 7) & 0xffffffffL) << held;
            if (used + Integer.BYTES > buffer.length) {
                drain();
            }
            int word = (int) hold;
            buffer[used++] = (byte) word;
            buffer[used++] = (byte) (word >> 8);
            buffer[used++] = (byte) (word >> 16);
            buffer[used++] = (byte) (word >> 24);
            hold >>>= Integer.SIZE;
            at += Integer.SIZE;
        }
        while (at < endBit) {
            int count = (int) Math.min(8 - (at & 7), endBit - at);
            bits(from.get((int) (at >> 3)) >> (at & 7) & (1 << count) - 1, count);
            at += count;
        }
    }

    void flush() throws IOException {
        drain();
    }
}
