package org.rootbuild.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The legacy LZ4 frame (LZ4 frame format 1.6, "Legacy frame"), the only one that kernels take for an initramfs: blocks
 * of 8 MiB, each after its compressed size. Without the native library, which would have to be unpacked somewhere.
 */
final class Lz4Blocks implements BlockFormat {
    static final int BLOCK_BYTES = 8 << 20;
    /** From here on lz4's own program takes the slower search, which finds more. */
    private static final int LOWEST_HIGH_LEVEL = 3;

    private final int level;

    Lz4Blocks(int level) {
        this.level = level;
    }

    private static LZ4Compressor compressor(int level) {
        LZ4Factory factory = LZ4Factory.safeInstance();
        return level < LOWEST_HIGH_LEVEL ? factory.fastCompressor() : factory.highCompressor(level);
    }

    /** The standard frame, with blocks of 4 MiB apart from each other and a checksum over all. */
    static OutputStream frame(OutputStream out, int level) throws IOException {
        return new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_4MB, -1, compressor(level),
            XXHashFactory.safeInstance().hash32(), LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
            LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
    }

    @Override
    public byte[] head() {
        return word(Codec.LZ4_LEGACY_FRAME);
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    @Override
    public Encoder encoder() {
        LZ4Compressor compressor = compressor(level);
        return new Encoder() {
            @Override
            public void encode(Block block) {
                block.ensureRoom(Integer.BYTES + compressor.maxCompressedLength(block.inputLength));
                int count = compressor.compress(block.input, 0, block.inputLength, block.output, Integer.BYTES);
                System.arraycopy(word(count), 0, block.output, 0, Integer.BYTES);
                block.outputLength = Integer.BYTES + count;
            }

            @Override
            public void close() {
                // holds nothing but memory
            }
        };
    }

    @Override
    public byte[] tail() {
        return new byte[0];
    }

    @Override
    public boolean needsBlock() {
        return false;
    }
}
