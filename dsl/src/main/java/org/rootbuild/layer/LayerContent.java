package org.rootbuild.layer;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
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
                seenBytes++;
            } else {
                judge();
            }
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                seen.update(buffer, offset, count);
                seenBytes += count;
            } else if (count < 0) {
                judge();
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 16)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void judge() throws IOException {
            if (judged) {
                return;
            }
            judged = true;
            if (seenBytes != sizeBytes) {
                throw new DamagedContent(path, "it has " + seenBytes + " bytes instead of " + sizeBytes);
            }
            if (!HexFormat.of().formatHex(seen.digest()).equals(digest)) {
                throw new DamagedContent(path, "its bytes have changed");
            }
        }
    }
}
