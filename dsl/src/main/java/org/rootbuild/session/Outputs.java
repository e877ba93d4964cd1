package org.rootbuild.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.Manifest;
import org.rootbuild.store.StoredResult;

/**
 * The folder that gets the artifacts. A file there is always whole. What was put there is remembered with its size and time,
 * so that a file which nobody touched since need not be read to know that it is still the artifact.
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
            for (String line : Files.readAllLines(memory)) {
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
        if (Files.isRegularFile(target) && line(sha256, target).equals(placed.get(target.toString()))) {
            return target;
        }
        Files.createDirectories(folder);
        Path fresh = target.resolveSibling("." + artifact + ".new");
        Files.copy(result.file(), fresh, StandardCopyOption.REPLACE_EXISTING);
        if (!Digests.ofFile(fresh).equals(sha256)) {
            Files.delete(fresh);
            throw new DamagedContent(result.file(), "its bytes have changed");
        }
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        remember(artifact, sha256, target);
        return target;
    }

    private String line(String sha256, Path target) throws IOException {
        return sha256 + " " + Files.size(target) + " " + Files.getLastModifiedTime(target).to(TimeUnit.NANOSECONDS) + " "
            + target;
    }

    private void remember(String artifact, String sha256, Path target) throws IOException {
        placed.put(target.toString(), line(sha256, target));
        Path fresh = memory.resolveSibling(memory.getFileName() + ".new");
        Files.write(fresh, placed.values());
        Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
