package org.rootbuild.squashfs;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import org.rootbuild.compress.ZstdLibrary;

/** zstd. */
final class ZstdDecoder implements PieceDecoder {
    /** @throws IOException when the native library cannot be loaded */
    ZstdDecoder() throws IOException {
        ZstdLibrary.load();
    }

    @Override
    public int decode(byte[] packed, int length, byte[] into, int limit) throws IOException {
        try {
            return Math.toIntExact(Zstd.decompressByteArray(into, 0, limit, packed, 0, length));
        } catch (ZstdException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }
}
