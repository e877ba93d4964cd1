package org.rootbuild.language;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.codec.Codec;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.SecretKey;

/**
 * Entries by name, each a record of labelled values behind the SHA-256 of its bytes. An entry that is damaged is as
 * good as none, and one that cannot be written is not there the next time: a cache makes things quick and decides
 * nothing.
 */
final class CacheFolder {
    private static final int DIGEST_BYTES = 32;
    /** How many entries stay; the oldest go first. */
    private static final int LIMIT_ENTRIES = 400;

    private final Path folder;

    CacheFolder(Path folder) {
        this.folder = folder;
    }

    Optional<Fields> find(String name) {
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file) || Files.size(file) > Codec.LIMIT_BYTES + DIGEST_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < DIGEST_BYTES) {
                return Optional.empty();
            }
            byte[] record = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
            return MessageDigest.isEqual(digest(record), Arrays.copyOf(bytes, DIGEST_BYTES))
                ? Optional.of(Codec.decode(record)) : Optional.empty();
        } catch (Failure damaged) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    void keep(String name, Fields fields) {
        try {
            byte[] record = Codec.encode(fields);
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, ".new-", ".tmp");
            try {
                byte[] bytes = Arrays.copyOf(digest(record), DIGEST_BYTES + record.length);
                System.arraycopy(record, 0, bytes, DIGEST_BYTES, record.length);
                Files.write(temporary, bytes);
                move(temporary, folder.resolve(name));
            } finally {
                Files.deleteIfExists(temporary);
            }
            makeRoom();
        } catch (IOException | IllegalArgumentException notKept) {
            // A cache that cannot be written, or an entry too large for one: the recipe is read anew the next time.
            return;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void makeRoom() throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            // The key of secrets is no entry, and not to be made again without need.
            entries = all.filter(file -> !file.endsWith(SecretKey.FILE)).toList();
        }
        if (entries.size() <= LIMIT_ENTRIES) {
            return;
        }
        List<Path> oldest = entries.stream().sorted(Comparator.comparing(CacheFolder::time))
            .limit(entries.size() - LIMIT_ENTRIES / 2).toList();
        for (Path entry : oldest) {
            Files.deleteIfExists(entry);
        }
    }

    private static FileTime time(Path entry) {
        try {
            return Files.getLastModifiedTime(entry);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    private static byte[] digest(byte[] bytes) {
        return HexFormat.of().parseHex(ScriptFile.digest(bytes));
    }
}
