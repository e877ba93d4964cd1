package org.rootbuild.iso;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;

/**
 * A file that is compressed by zisofs (Linux, {@code fs/isofs/compress.c}): a head of 16 bytes, little-endian numbers
 * that say where each block begins and the last one ends, and the blocks, each a stream of zlib; one of no bytes is
 * zeros.
 *
 * @param shown its path, for what is said of it
 */
record ZisofsContent(Content packed, long sizeBytes, String shown) implements Content {
    private static final byte[] MAGIC = {0x37, (byte) 0xE4, 0x53, (byte) 0x96, (byte) 0xC9, (byte) 0xDB, (byte) 0xD6,
        0x07};
    private static final int HEAD_BYTES = 16;
    private static final int LEAST_BLOCK = 15;
    private static final int MOST_BLOCK = 17;

    static ZisofsContent of(Content packed, RockRidge.Zisofs field, String shown) throws Failure {
        if (!field.algorithm().equals("pz")) {
            throw IsoDamage.tooMuch("the file " + shown + " in a compression that is not known here");
        }
        // zlib makes at most 1032 bytes out of one, but a block of zeros takes no more than its number of four bytes.
        if (field.sizeBytes() / (1 << MOST_BLOCK) > packed.sizeBytes() / Integer.BYTES) {
            throw IsoDamage.found("the file " + shown + " says that its " + packed.sizeBytes()
                + " bytes hold " + field.sizeBytes());
        }
        return new ZisofsContent(packed, field.sizeBytes(), shown);
    }

    @Override
    public InputStream open() throws IOException {
        return new Bytes();
    }

    private Failure damaged() {
        return IsoDamage.found("the compression of the file " + shown + " is not in order");
    }

    private final class Bytes extends InputStream {
        private final InputStream blocks = packed.open();
        private final int blockBytes;
        private final int[] sizes;
        private final Inflater inflater = new Inflater();
        private int next;
        private ByteBuffer ready = ByteBuffer.allocate(0);

        Bytes() throws IOException {
            ByteBuffer head = take(HEAD_BYTES);
            int log = head.get(13);
            int headBytes = (head.get(12) & 0xff) * 4;
            boolean known = head.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC)) && log >= LEAST_BLOCK
                && log <= MOST_BLOCK && headBytes >= HEAD_BYTES
                && (head.getInt(8) & 0xffffffffL) == sizeBytes;
            if (!known) {
                throw damaged();
            }
            take(headBytes - HEAD_BYTES);
            blockBytes = 1 << log;
            sizes = sizes(headBytes);
        }

        private ByteBuffer take(int count) throws IOException {
            byte[] bytes = blocks.readNBytes(count);
            if (bytes.length < count) {
                throw damaged();
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** The blocks follow each other: all that counts of where they begin is how long they are. */
        private int[] sizes(int headBytes) throws IOException {
            int count = (int) ((sizeBytes + blockBytes - 1) / blockBytes);
            if ((count + 1L) * Integer.BYTES > packed.sizeBytes()) {
                throw damaged();
            }
            ByteBuffer places = take((count + 1) * Integer.BYTES);
            int[] found = new int[count];
            long before = headBytes + (count + 1L) * Integer.BYTES;
            if ((places.getInt(0) & 0xffffffffL) != before) {
                throw damaged();
            }
            for (int i = 0; i < count; i++) {
                long end = places.getInt((i + 1) * Integer.BYTES) & 0xffffffffL;
                if (end < before || end - before > 2L * blockBytes) {
                    throw damaged();
                }
                found[i] = (int) (end - before);
                before = end;
            }
            return found;
        }

        private void fill() throws IOException {
            int wanted = (int) Math.min(blockBytes, sizeBytes - (long) next * blockBytes);
            byte[] plain = new byte[wanted];
            if (sizes[next] > 0) {
                inflater.reset();
                inflater.setInput(take(sizes[next]).array());
                try {
                    if (inflater.inflate(plain) != wanted) {
                        throw damaged();
                    }
                } catch (DataFormatException wrong) {
                    throw damaged();
                }
            }
            next++;
            ready = ByteBuffer.wrap(plain);
        }

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
            if (!ready.hasRemaining()) {
                if (next == sizes.length) {
                    return -1;
                }
                fill();
            }
            int count = Math.min(length, ready.remaining());
            ready.get(into, at, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            inflater.end();
            blocks.close();
        }
    }
}
