package org.rootbuild.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.DataBlocks;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.layer.Manifest;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.StoredResult;

/**
 * The folder that gets the artifacts. A file there is always whole. What was put there is remembered with its size and
 * time, so that a file which nobody touched since need not be read to know that it is still the artifact.
 */
final class Outputs {
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

    /**
     * Copies the artifact out, unless it lies there already.
     *
     * @param isFresh whether its bytes were digested a moment ago, and need not be again
     */
    Path place(String artifact, StoredResult result, Manifest manifest, boolean isFresh) throws IOException {
        Path target = folder.resolve(artifact);
        FileDigest digest = FileDigest.in(manifest.header()).orElseThrow();
        if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure("the artifact '" + artifact + "' cannot be put out, because " + target + " is a folder",
                "Remove that folder, or name another one for the artifacts with --out.");
        }
        if (Files.isRegularFile(target) && line(digest, target).equals(placed.get(target.toString()))) {
            return target;
        }
        Files.createDirectories(folder);
        Path fresh = target.resolveSibling("." + artifact + ".new");
        try {
            if (!isFresh) {
                result.verifyFile(manifest);
            }
            copy(result.file(), fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        remember(digest, target);
        return target;
    }

    /** Copies the file; a block of zeros becomes a hole. */
    private static void copy(Path from, Path to) throws IOException {
        try (FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            long size = DataBlocks.of(from, (at, bytes, start, count) ->
                write(out, ByteBuffer.wrap(bytes, start, count), at));
            if (out.size() < size) {
                // The file ends in a hole.
                write(out, ByteBuffer.wrap(new byte[1]), size - 1);
            }
            out.force(true);
        } catch (NoSuchFileException gone) {
            throw new DamagedContent(from, "it is gone", gone);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }

    private static String line(FileDigest digest, Path target) throws IOException {
        long nanos = Files.getLastModifiedTime(target).to(TimeUnit.NANOSECONDS);
        return digest.text() + " " + Files.size(target) + " " + nanos + " " + target;
    }

    private void remember(FileDigest digest, Path target) throws IOException {
        placed.put(target.toString(), line(digest, target));
        Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
        Files.write(fresh, placed.values());
        Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
