package org.rootbuild.compress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * One .xz stream of several blocks (the .xz file format 1.2.1, sections 2 to 4). The library encodes every stretch into
 * a stream of one block; the blocks are taken out of those and joined under one index. The check is CRC32, the one that
 * every kernel takes for an initramfs.
 */
final class XzBlocks implements BlockFormat {
    private static final int HEAD_BYTES = 12;
    private static final int FOOT_BYTES = 12;

    private final LZMA2Options options;
    private final ArrayCache memory = new BasicArrayCache();
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private long blocks;

    XzBlocks(int level) throws IOException {
        this.options = new LZMA2Options(level);
    }

    /** Half as much again as the dictionary: what the cuts lose stays near a hundredth. */
    int blockBytes() {
        return Math.max(1 << 20, options.getDictSize() / 2 * 3);
    }

    /** What one encoder needs. */
    long encoderMemoryBytes() {
        return options.getEncoderMemoryUsage() * 1024L;
    }

    /** What one block needs: its input, and its output when nothing can be compressed. */
    long blockMemoryBytes() {
        return 2L * blockBytes() + (1 << 20);
    }

    @Override
    public byte[] head() {
        byte[] head = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, XZ.CHECK_CRC32, 0, 0, 0, 0};
        putSum(head, 6, 8, 8);
        return head;
    }

    @Override
    public Encoder encoder() {
        return new Encoder() {
            @Override
            public void encode(Block block) throws IOException {
                encodeBlock(block);
            }

            @Override
            public void close() {
                // the arrays go with the cache
            }
        };
    }

    private void encodeBlock(Block block) throws IOException {
        Room room = new Room(block);
        try (XZOutputStream xz = new XZOutputStream(room, options, XZ.CHECK_CRC32, memory)) {
            xz.write(block.input, 0, block.inputLength);
        }
        int foot = block.outputLength - FOOT_BYTES;
        int indexBytes = (ByteBuffer.wrap(block.output).order(ByteOrder.LITTLE_ENDIAN).getInt(foot + 4) + 1) * 4;
        int index = foot - indexBytes;
        // The index holds a zero, the number of records (1), and then the size that is wanted.
        block.unpaddedBytes = variable(block.output, index + 2);
        block.outputLength = index - HEAD_BYTES;
        System.arraycopy(block.output, HEAD_BYTES, block.output, 0, block.outputLength);
    }

    /** The output of a block, as a stream. */
    private static final class Room extends java.io.OutputStream {
        private final Block block;

        Room(Block block) {
            this.block = block;
        }

        @Override
        public void write(int one) {
            block.ensureRoom(1);
            block.output[block.outputLength++] = (byte) one;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            block.ensureRoom(length);
            System.arraycopy(bytes, offset, block.output, block.outputLength, length);
            block.outputLength += length;
        }
    }

    @Override
    public void written(Block block) {
        blocks++;
        putVariable(records, block.unpaddedBytes);
        putVariable(records, block.inputLength);
    }

    @Override
    public byte[] tail() {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.write(0);
        putVariable(index, blocks);
        index.writeBytes(records.toByteArray());
        while (index.size() % 4 != 0) {
            index.write(0);
        }
        int indexBytes = index.size() + 4;
        byte[] tail = Arrays.copyOf(index.toByteArray(), indexBytes + FOOT_BYTES);
        putSum(tail, 0, indexBytes - 4, indexBytes - 4);
        ByteBuffer foot = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        foot.putInt(indexBytes + 4, indexBytes / 4 - 1);
        tail[indexBytes + 9] = XZ.CHECK_CRC32;
        tail[indexBytes + 10] = 'Y';
        tail[indexBytes + 11] = 'Z';
        putSum(tail, indexBytes + 4, indexBytes + 10, indexBytes);
        return tail;
    }

    @Override
    public boolean needsBlock() {
        return false;
    }

    private static void putSum(byte[] bytes, int from, int to, int where) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, to - from);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(where, (int) sum.getValue());
    }

    /** Section 1.2, multibyte integers. */
    private static void putVariable(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest >= 0x80) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long variable(byte[] bytes, int from) {
        long value = 0;
        int shift = 0;
        int at = from;
        while ((bytes[at] & 0x80) != 0) {
            value |= (long) (bytes[at++] & 0x7f) << shift;
            shift += 7;
        }
        return value | (long) bytes[at] << shift;
    }
}
