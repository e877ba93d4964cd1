package org.rootbuild.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One gzip member (RFC 1952) made of stretches that each end on a byte boundary (an empty stored block, RFC 1951,
 * section 3.2.4) and begin with the 32 KiB before them as their dictionary, so that hardly any match is lost. The
 * header carries neither time nor name, and system 255 (unknown).
 */
final class GzipBlocks implements BlockFormat {
    /** Large enough that the joins cost next to nothing, small enough to keep every processor at work. */
    static final int BLOCK_BYTES = 1 << 19;
    private static final int CHUNK_BYTES = 1 << 14;
    private static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private final int level;
    private final CRC32 sum = new CRC32();
    /** What a block of zeros behind zeros becomes, once it was encoded: always the same. */
    private final AtomicReference<byte[]> zeros = new AtomicReference<>();
    private long sizeBytes;

    GzipBlocks(int level) {
        this.level = level;
    }

    @Override
    public byte[] head() {
        byte extra = (byte) (level == 9 ? 2 : level == 1 ? 4 : 0);
        return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, extra, (byte) 255};
    }

    @Override
    public void taken(Block block) {
        sum.update(block.input, 0, block.inputLength);
        sizeBytes += block.inputLength;
    }

    @Override
    public byte[] tail() {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt((int) sum.getValue())
            .putInt((int) sizeBytes).array();
    }

    @Override
    public boolean needsBlock() {
        return true;
    }

    @Override
    public Encoder encoder() {
        Deflater deflater = new Deflater(level, true);
        return new Encoder() {
            @Override
            public void encode(Block block) {
                boolean isZeros = isZeros(block);
                Optional<byte[]> known = isZeros ? Optional.ofNullable(zeros.get()) : Optional.empty();
                if (known.isPresent()) {
                    block.ensureRoom(known.get().length);
                    System.arraycopy(known.get(), 0, block.output, 0, known.get().length);
                    block.outputLength = known.get().length;
                    return;
                }
                deflater.reset();
                if (block.dictionaryLength > 0) {
                    deflater.setDictionary(block.dictionary, 0, block.dictionaryLength);
                }
                deflater.setInput(block.input, 0, block.inputLength);
                drain(deflater, block);
                if (isZeros) {
                    zeros.set(Arrays.copyOf(block.output, block.outputLength));
                }
            }

            @Override
            public void close() {
                deflater.end();
            }
        };
    }

    /** A block of zeros behind zeros, of which images have many. */
    private static boolean isZeros(Block block) {
        return !block.last && block.isFull() && block.dictionaryLength == Block.DICTIONARY_BYTES
            && Arrays.equals(block.input, 0, BLOCK_BYTES, ZEROS, 0, BLOCK_BYTES)
            && Arrays.equals(block.dictionary, 0, Block.DICTIONARY_BYTES, ZEROS, 0, Block.DICTIONARY_BYTES);
    }

    private static void drain(Deflater deflater, Block block) {
        if (block.last) {
            deflater.finish();
        }
        int flush = block.last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        boolean more = true;
        while (more) {
            block.ensureRoom(CHUNK_BYTES);
            int room = block.output.length - block.outputLength;
            int count = deflater.deflate(block.output, block.outputLength, room, flush);
            block.outputLength += count;
            // With room left over, the flush is complete; asking again would add another empty block.
            more = block.last ? !deflater.finished() : count == room;
        }
    }
}
