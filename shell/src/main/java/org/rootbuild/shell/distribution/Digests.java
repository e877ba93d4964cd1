package org.rootbuild.shell.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the digests of all jars of an installation into {@code lib/SHA256SUMS}, in the format of sha256sum(1): by it
 * the launcher knows these jars from those of another build. Called by the build.
 */
public final class Digests {
    private Digests() {
    }

    /** {@code arguments[0]} is the folder with the jars. */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        Path lib = Path.of(arguments[0]);
        List<Path> jars;
        try (Stream<Path> files = Files.walk(lib)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        StringBuilder sums = new StringBuilder();
        for (Path jar : jars) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            sums.append(HexFormat.of().formatHex(digest)).append("  ").append(lib.relativize(jar)).append('\n');
        }
        Files.writeString(lib.resolve("SHA256SUMS"), sums);
    }
}
