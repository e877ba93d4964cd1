package org.rootbuild.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.Manifest;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.StoredResult;

/**
 * The folder that gets the artifacts. A file there is always whole. What was put there is remembered with its size and
 * time, so that a file which nobody touched since need not be read to know that it is still the artifact.
 */
final class Outputs {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final byte[] ZEROS = new byte[BLOCK_BYTES];

    private final Path folder;
    private final Path memory;
    private final Map<String, String> placed = new LinkedHashMap<>();

    /** @param memory the file that remembers; one line for each output: digest, size, time, name */
    Outputs(Path folder, Path memory) throws IOException {
        this.folder = folder;
        this.memory = memory;
        if (Files.exists(memory)) {
            // A line that is damaged matches no file: that one is then written anew.
            for (String line : new String(Files.readAllBytes(memory), StandardCharsets.UTF_8).lines().toList()) {
                String[] parts = line.split(" ", 4);
                if (parts.length == 4) {
                    placed.put(parts[3], line);
                }
            }
        }
    }

    /** Copies the artifact out, unless it lies there already. */
    Path place(String artifact, StoredResult result, Manifest manifest) throws IOException {
        Path target = folder.resolve(artifact);
        String sha256 = manifest.header().text(Results.SHA256);
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure("the artifact '" + artifact + "' cannot be put out, because " + target + " is a folder",
                "Remove that folder, or name another one for the artifacts with --out.");
        }
        if (Files.isRegularFile(target) && line(sha256, target).equals(placed.get(target.toString()))) {
            return target;
        }
        Files.createDirectories(folder);
        Path fresh = target.resolveSibling("." + artifact + ".new");
        try {
            if (!copied(result.file(), fresh).equals(sha256)) {
                throw new DamagedContent(result.file(), "its bytes have changed");
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        remember(sha256, target);
        return target;
    }

    /** Copies the file, leaving holes where whole blocks are zero, and answers the SHA-256 of what it read. */
    private static String copied(Path from, Path to) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] block = new byte[BLOCK_BYTES];
        try (InputStream in = opened(from);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
            long at = 0;
            for (int count = in.readNBytes(block, 0, BLOCK_BYTES); count > 0;
                    count = in.readNBytes(block, 0, BLOCK_BYTES)) {
                digest.update(block, 0, count);
                boolean isLast = count < BLOCK_BYTES;
                if (isLast || !Arrays.equals(block, ZEROS)) {
                    write(out, ByteBuffer.wrap(block, 0, count), at);
                }
                at += count;
            }
            if (out.size() < at) {
                // The file ends in a hole.
                write(out, ByteBuffer.wrap(new byte[1]), at - 1);
            }
            out.force(true);
        }
        return Digests.hex(digest);
    }

    private static void write(FileChannel out, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }

    private static InputStream opened(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException gone) {
            throw new DamagedContent(file, "it is gone", gone);
        }
    }

    private static String line(String sha256, Path target) throws IOException {
        long nanos = Files.getLastModifiedTime(target).to(TimeUnit.NANOSECONDS);
        return sha256 + " " + Files.size(target) + " " + nanos + " " + target;
    }

    private void remember(String sha256, Path target) throws IOException {
        placed.put(target.toString(), line(sha256, target));
        Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
        Files.write(fresh, placed.values());
        Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
