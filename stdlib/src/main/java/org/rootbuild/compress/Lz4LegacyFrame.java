package org.rootbuild.compress;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * Decodes the legacy LZ4 frame (LZ4 frame format 1.6, "Legacy frame"): blocks of at most 8 MiB, each after its
 * compressed size. The format has no end mark and no checksum: it ends with the input, at another frame, or at padding.
 */
final class Lz4LegacyFrame extends InputStream {
    /** What 8 MiB can grow to at worst (LZ4_compressBound). */
    private static final int BLOCK_LIMIT_BYTES = (8 << 20) + (8 << 20) / 255 + 16;

    /** What a block holds at most, once it is decoded. */
    private static final int DECODED_LIMIT_BYTES = 8 << 20;

    private final PeekInput in;
    private final LZ4SafeDecompressor decoder = LZ4Factory.safeInstance().safeDecompressor();
    private final byte[] decoded = new byte[DECODED_LIMIT_BYTES];
    private InputStream block = InputStream.nullInputStream();

    Lz4LegacyFrame(PeekInput in) throws IOException {
        this.in = in;
        in.skipNBytes(4);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = block.read(bytes, offset, length);
        while (count < 0) {
            if (!nextBlock()) {
                return -1;
            }
            count = block.read(bytes, offset, length);
        }
        return count;
    }

    private boolean nextBlock() throws IOException {
        byte[] head = in.peek(4);
        if (head.length == 0) {
            return false;
        }
        if (head.length < 4) {
            throw new EOFException("the data are cut off");
        }
        int size = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (size == Codec.LZ4_LEGACY_FRAME || size == 0) {
            return false;
        }
        if (size < 0 || size > BLOCK_LIMIT_BYTES) {
            throw new IOException("a block of " + Integer.toUnsignedString(size) + " bytes");
        }
        in.skipNBytes(4);
        byte[] packed = in.readNBytes(size);
        if (packed.length < size) {
            throw new EOFException("the data are cut off");
        }
        try {
            int count = decoder.decompress(packed, 0, size, decoded, 0, decoded.length);
            block = new ByteArrayInputStream(decoded, 0, count);
            return true;
        } catch (LZ4Exception damage) {
            throw new IOException(damage.getMessage(), damage);
        }
    }
}
