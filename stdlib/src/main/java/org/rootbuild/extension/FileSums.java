package org.rootbuild.extension;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads a file once for all that is said about its bytes. */
public final class FileSums {
    private static final int BUFFER_BYTES = 1 << 18;

    private FileSums() {
    }

    public static RepositoryFiles.Found of(Path file) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha256 = digest("SHA-256");
        long sizeBytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                md5.update(buffer, 0, got);
                sha256.update(buffer, 0, got);
                sizeBytes += got;
            }
        }
        HexFormat hex = HexFormat.of();
        return new RepositoryFiles.Found(hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()), sizeBytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
