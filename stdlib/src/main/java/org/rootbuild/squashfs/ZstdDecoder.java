package org.rootbuild.squashfs;

import com.github.luben.zstd.Zstd;
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
        long count = Zstd.decompressByteArray(into, 0, limit, packed, 0, length);
        if (Zstd.isError(count)) {
            throw new IOException(Zstd.getErrorName(count));
        }
        return (int) count;
    }
}
