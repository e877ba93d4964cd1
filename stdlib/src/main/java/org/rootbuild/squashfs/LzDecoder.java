package org.rootbuild.squashfs;

import io.airlift.compress.lzo.LzoDecompressor;
import java.io.IOException;
import net.jpountz.lz4.LZ4Factory;

/** lz4 and lzo. */
final class LzDecoder implements PieceDecoder {
    private final Blocks blocks;

    /** What both libraries have; damage is told by exceptions that are not checked. */
    @FunctionalInterface
    private interface Blocks {
        int decompress(byte[] packed, int from, int length, byte[] into, int at, int limit);
    }

    private LzDecoder(Blocks blocks) {
        this.blocks = blocks;
    }

    static LzDecoder lz4() {
        return new LzDecoder(LZ4Factory.safeInstance().safeDecompressor()::decompress);
    }

    static LzDecoder lzo() {
        return new LzDecoder(new LzoDecompressor()::decompress);
    }

    @Override
    public int decode(byte[] packed, int length, byte[] into, int limit) throws IOException {
        try {
            return blocks.decompress(packed, 0, length, into, 0, limit);
        } catch (RuntimeException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }
}
