package org.rootbuild.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Decompressor;
import org.rootbuild.compress.PeekInput;
import org.rootbuild.problem.Failure;

/** An image that is compressed as a whole. */
final class PackedImage {
    private static final Set<Codec> CODECS = Set.of(Codec.GZIP, Codec.XZ, Codec.ZSTD, Codec.BZIP2);
    private static final int CHUNK_BYTES = 1 << 16;
    /** More than any disk has; what goes on and on would never end otherwise. */
    private static final long MOST_BYTES = 1L << 46;

    private PackedImage() {
    }

    /** How the file is compressed; empty where it is not. */
    static Optional<Codec> codec(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = ByteBuffer.allocate(Codec.HEAD_BYTES);
            int count = 0;
            while (head.hasRemaining() && count >= 0) {
                count = channel.read(head, head.position());
            }
            return Optional.of(Codec.of(Arrays.copyOf(head.array(), head.position()))).filter(CODECS::contains);
        }
    }

    /**
     * Unpacks it; zeros become holes.
     *
     * @param raw an empty file
     * @throws Failure when it is damaged or cut off
     */
    static void unpack(Path file, Path raw) throws IOException, InterruptedException {
        try (InputStream stored = Files.newInputStream(file); PeekInput packed = new PeekInput(stored,
                 file.toString());
             InputStream plain = new Decompressor().open(packed);
             FileChannel into = FileChannel.open(raw, StandardOpenOption.WRITE)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            byte[] zeros = new byte[CHUNK_BYTES];
            long at = 0;
            for (int count = plain.readNBytes(chunk, 0, CHUNK_BYTES); count > 0;
                    count = plain.readNBytes(chunk, 0, CHUNK_BYTES)) {
                boolean isZero = Arrays.equals(chunk, 0, count, zeros, 0, count);
                at += count;
                // The last chunk gives the file its length.
                if (!isZero || count < CHUNK_BYTES) {
                    write(into, at - count, ByteBuffer.wrap(chunk, 0, count));
                }
                check(file, at);
            }
            if (at > into.size()) {
                write(into, at - 1, ByteBuffer.wrap(zeros, 0, 1));
            }
        }
    }

    private static void check(Path file, long at) throws Failure, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        } else if (at > MOST_BYTES) {
            throw new Failure(file + " unpacks to more than any disk holds", "Get the image again.");
        }
    }

    private static void write(FileChannel into, long at, ByteBuffer bytes) throws IOException {
        long place = at;
        while (bytes.hasRemaining()) {
            place += into.write(bytes, place);
        }
    }
}
