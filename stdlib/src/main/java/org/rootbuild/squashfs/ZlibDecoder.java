package org.rootbuild.squashfs;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What squashfs calls gzip. */
final class ZlibDecoder implements PieceDecoder {
    private final Inflater inflater = new Inflater();

    @Override
    public int decode(byte[] packed, int length, byte[] into, int limit) throws IOException {
        inflater.reset();
        inflater.setInput(packed, 0, length);
        try {
            int count = 0;
            while (!inflater.finished()) {
                int more = inflater.inflate(into, count, limit - count);
                count += more;
                if (more == 0 && !inflater.finished()) {
                    throw new IOException(count == limit ? "more comes out than belongs there" : "it is cut off");
                }
            }
            return count;
        } catch (DataFormatException damaged) {
            throw new IOException(damaged.getMessage() == null ? "no zlib stream" : damaged.getMessage(), damaged);
        }
    }
}
