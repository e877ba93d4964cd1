package org.rootbuild.layer;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.rootbuild.tree.Content;

/**
 * The bytes of a plain file in a layer. Whoever reads them to the end learns whether they are still what was written.
 *
 * @param path   the file that holds them
 * @param digest SHA-256, lower-case hexadecimal
 */
public record LayerContent(Path path, long sizeBytes, String digest) implements Content {
    @Override
    public InputStream open() throws IOException {
        try {
            return new Verifying(Files.newInputStream(path));
        } catch (NoSuchFileException gone) {
            throw new DamagedContent(path, "it is gone", gone);
        }
    }

    /**
     * Reads it through.
     *
     * @throws DamagedContent when it is not what was written
     */
    public void verify() throws IOException {
        try (InputStream in = open()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    @Override
    public Optional<String> sha256() {
        return Optional.of(digest);
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    /** Counts and digests what it hands out, and compares at the end. */
    private final class Verifying extends FilterInputStream {
        private final MessageDigest seen = Digests.sha256();
        private long seenBytes;
        private boolean judged;

        Verifying(InputStream in) {
            super(sizeBytes > 65536 ? in : new BufferedInputStream(in, (int) Math.max(512, sizeBytes + 1)));
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) {
                seen.update((byte) one);
            }
            count(one < 0 ? -1 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                seen.update(buffer, offset, count);
            }
            count(count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return count <= 0 ? 0 : readNBytes((int) Math.min(count, 1 << 16)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** Judges with the last byte, for many a reader knows the size and never asks for the end. */
        private void count(int bytes) throws IOException {
            seenBytes += Math.max(0, bytes);
            if (seenBytes > sizeBytes || bytes < 0 && seenBytes < sizeBytes) {
                throw new DamagedContent(path, "it has " + (bytes < 0 ? "" : "at least ") + seenBytes
                    + " bytes instead of " + sizeBytes);
            }
            if (seenBytes == sizeBytes && !judged) {
                judged = true;
                if (!Digests.hex(seen).equals(digest)) {
                    throw new DamagedContent(path, "its bytes have changed");
                }
            }
        }
    }
}
