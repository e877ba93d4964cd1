package org.rootbuild.squashfs;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.lzo.LzoDecompressor;
import java.io.IOException;

/** lz4 and lzo. */
final class LzDecoder implements PieceDecoder {
    private final Decompressor decompressor;

    private LzDecoder(Decompressor decompressor) {
        this.decompressor = decompressor;
    }

    static LzDecoder lz4() {
        return new LzDecoder(new Lz4Decompressor());
    }

    static LzDecoder lzo() {
        return new LzDecoder(new LzoDecompressor());
    }

    @Override
    public int decode(byte[] packed, int length, byte[] into, int limit) throws IOException {
        try {
            return decompressor.decompress(packed, 0, length, into, 0, limit);
        } catch (RuntimeException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }
}
