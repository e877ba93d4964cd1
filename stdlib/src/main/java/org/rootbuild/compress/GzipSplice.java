package org.rootbuild.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a gzip member (RFC 1952) that is mostly like another one: blocks of the old one whose bytes, and the 32 KiB
 * before them, are those of the new one are taken over as they are, whatever made them; only what is between them is
 * compressed. So a few changed files in a large archive cost next to no time, and as few bytes as before.
 *
 * <p>Bytes go in with {@code write} where they are new and with {@link #keep} where they are old, in order.
 */
public final class GzipSplice extends OutputStream {
    private static final int WINDOW_BYTES = 1 << 15;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int FOOT_BYTES = 8;

    private final ByteBuffer stored;
    private final ByteBuffer decoded;
    private final DeflateBlocks blocks;
    private final OutputStream out;
    private final BitOutput bits;
    private final Deflater deflater;
    private final CRC32 sum = new CRC32();
    private final byte[] window = new byte[WINDOW_BYTES];
    private int windowLength;
    private final byte[] packed = new byte[CHUNK_BYTES];
    private boolean isDeflating;
    private long sizeBytes;

    private GzipSplice(ByteBuffer stored, ByteBuffer decoded, int headBytes, DeflateBlocks blocks, OutputStream out,
                       int level) throws IOException {
        this.stored = stored;
        this.decoded = decoded;
        this.blocks = blocks;
        this.out = out;
        this.bits = new BitOutput(out);
        this.deflater = new Deflater(level, true);
        byte[] head = new byte[headBytes];
        stored.get(0, head);
        bits.bytes(head, 0, headBytes);
    }

    /** Bytes of a file: so many from there on. */
    public record Span(FileChannel channel, long at, long sizeBytes) {
        private ByteBuffer map() throws IOException {
            return channel.map(FileChannel.MapMode.READ_ONLY, at, sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /**
     * A stream for a member that is mostly like the old one; closing it leaves {@code out} open.
     *
     * @param stored  the old member
     * @param decoded what comes out of it; it was decoded and found sound before
     * @param level   for what is new, 1 to 9
     * @return empty where the bytes are more than one member, or more than can be mapped
     */
    public static Optional<GzipSplice> of(Span stored, Span decoded, OutputStream out, int level) throws IOException {
        if (stored.sizeBytes() >= Integer.MAX_VALUE || decoded.sizeBytes() >= Integer.MAX_VALUE) {
            return Optional.empty();
        }
        ByteBuffer packed = stored.map();
        int head = headBytes(packed);
        DeflateBlocks blocks = DeflateBlocks.of(packed, head);
        long endByte = blocks.bitAt(blocks.count()) + 7 >> 3;
        boolean isAlone = endByte + FOOT_BYTES == stored.sizeBytes()
            && blocks.decodedAt(blocks.count()) == decoded.sizeBytes();
        return isAlone ? Optional.of(new GzipSplice(packed, decoded.map(), head, blocks, out, level))
            : Optional.empty();
    }

    private static int headBytes(ByteBuffer in) {
        int flags = in.get(3);
        int at = 10;
        if ((flags & 4) != 0) {
            at += 2 + (in.getShort(at) & 0xffff);
        }
        for (int texts = Integer.bitCount(flags & 24); texts > 0; texts--) {
            while (in.get(at++) != 0) {
                continue;
            }
        }
        return at + ((flags & 2) != 0 ? 2 : 0);
    }

    /** Takes over the bytes of the old stream from one to another. */
    public void keep(long from, long to) throws IOException {
        boolean isBeginning = from == 0 && sizeBytes == 0;
        int first = firstFrom(isBeginning ? 0 : from + WINDOW_BYTES);
        int end = first;
        while (end < blocks.count() && blocks.decodedAt(end + 1) <= to) {
            end++;
        }
        if (end == first) {
            deflate(from, to);
            return;
        }
        deflate(from, blocks.decodedAt(first));
        endDeflating();
        for (int block = first; block < end; block++) {
            take(block);
        }
        int start = (int) blocks.decodedAt(first);
        int stop = (int) blocks.decodedAt(end);
        sum.update(decoded.slice(start, stop - start));
        sizeBytes += stop - start;
        windowLength = Math.min(WINDOW_BYTES, stop);
        decoded.get(stop - windowLength, window, 0, windowLength);
        deflate(stop, to);
    }

    private int firstFrom(long decodedByte) {
        int low = 0;
        int high = blocks.count();
        while (low < high) {
            int middle = low + high >>> 1;
            if (blocks.decodedAt(middle) < decodedByte) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A block with its mark of being the last one taken away; a stored one is put on a byte boundary of its own. */
    private void take(int block) throws IOException {
        bits.bits(0, 1);
        long at = blocks.bitAt(block) + 1;
        if (!blocks.isStored(block)) {
            bits.copy(stored, at, blocks.bitAt(block + 1));
            return;
        }
        bits.bits(0, 2);
        bits.align();
        bits.copy(stored, at + 2 + 7 >> 3 << 3, blocks.bitAt(block + 1));
    }

    private void deflate(long from, long to) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, to - from)];
        for (long at = from; at < to;) {
            int count = (int) Math.min(chunk.length, to - at);
            decoded.get((int) at, chunk, 0, count);
            write(chunk, 0, count);
            at += count;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (count == 0) {
            return;
        }
        if (!isDeflating) {
            beginDeflating();
        }
        sum.update(bytes, from, count);
        sizeBytes += count;
        deflater.setInput(bytes, from, count);
        while (!deflater.needsInput()) {
            drain(Deflater.NO_FLUSH);
        }
        remember(bytes, from, count);
    }

    private void remember(byte[] bytes, int from, int count) {
        if (count >= WINDOW_BYTES) {
            System.arraycopy(bytes, from + count - WINDOW_BYTES, window, 0, WINDOW_BYTES);
            windowLength = WINDOW_BYTES;
            return;
        }
        int kept = Math.min(windowLength, WINDOW_BYTES - count);
        System.arraycopy(window, windowLength - kept, window, 0, kept);
        System.arraycopy(bytes, from, window, kept, count);
        windowLength = kept + count;
    }

    private int drain(int flush) throws IOException {
        int count = deflater.deflate(packed, 0, packed.length, flush);
        bits.bytes(packed, 0, count);
        return count;
    }

    private void beginDeflating() throws IOException {
        if (!bits.isAligned()) {
            // An empty stored block ends on a byte boundary, where the library begins.
            bits.bits(0, 3);
            bits.align();
            bits.bits(0xffff0000L, Integer.SIZE);
        }
        deflater.reset();
        deflater.setDictionary(Arrays.copyOf(window, windowLength));
        isDeflating = true;
    }

    private void endDeflating() throws IOException {
        if (isDeflating) {
            isDeflating = false;
            while (drain(Deflater.SYNC_FLUSH) == packed.length) {
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (isDeflating) {
                deflater.finish();
                while (!deflater.finished()) {
                    drain(Deflater.NO_FLUSH);
                }
            } else {
                // An empty block with the fixed codes: the last one, and the shortest.
                bits.bits(0b011, 10);
                bits.align();
            }
            bits.bits(sum.getValue(), Integer.SIZE);
            bits.bits(sizeBytes & 0xffffffffL, Integer.SIZE);
            bits.flush();
            out.flush();
        } finally {
            deflater.end();
        }
    }
}
