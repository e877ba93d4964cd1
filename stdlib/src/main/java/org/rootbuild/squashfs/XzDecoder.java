package org.rootbuild.squashfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** xz with its filters for machine code, and the older lzma. */
final class XzDecoder implements PieceDecoder {
    /** The largest dictionary is as large as the largest block; there are tables beside it. */
    private static final int MEMORY_KIB = 4096;

    private final boolean alone;
    private final ArrayCache arrays = new BasicArrayCache();

    /** @param alone whether the pieces are of LZMA alone */
    XzDecoder(boolean alone) {
        this.alone = alone;
    }

    @Override
    public int decode(byte[] packed, int length, byte[] into, int limit) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(packed, 0, length);
        try (InputStream in = alone ? new LZMAInputStream(bytes, MEMORY_KIB, arrays)
            : new XZInputStream(bytes, MEMORY_KIB, true, arrays)) {
            int count = in.readNBytes(into, 0, limit);
            if (count == limit && in.read() >= 0) {
                throw new IOException("more comes out than belongs there");
            }
            return count;
        }
    }
}
