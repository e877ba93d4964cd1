package org.rootbuild.layer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Writes new contents of a layer. Long runs of zeros become holes, so that an image of a disk takes what is in it, and
 * whoever copies the file later sees where there is nothing. Not safe for use by several threads.
 */
final class ContentFile {
    /** What may become a hole, at multiples of it; a smaller one would cut files into pieces and save little. */
    private static final int PART = 1 << 16;
    private static final byte[] ZEROS = new byte[PART];

    private final byte[] part = new byte[PART];

    /** Makes the file of what the stream gives, which is read to its end and not closed. */
    LayerContent write(Path file, InputStream content) throws IOException {
        MessageDigest digest = Digests.sha256();
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long size = 0;
            int count = content.readNBytes(part, 0, PART);
            boolean hole = false;
            while (count > 0) {
                digest.update(part, 0, count);
                hole = count == PART && Arrays.equals(part, ZEROS);
                if (!hole) {
                    put(out, size, count);
                }
                size += count;
                count = count < PART ? 0 : content.readNBytes(part, 0, PART);
            }
            if (hole) {
                part[0] = 0;
                put(out, size - 1, 1);
            }
            return new LayerContent(file, size, Digests.hex(digest));
        }
    }

    private void put(FileChannel out, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(part, 0, count);
        while (bytes.hasRemaining()) {
            out.write(bytes, at + bytes.position());
        }
    }
}
