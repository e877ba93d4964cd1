package org.rootbuild.debian;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.debian.SignedRelease.ReleaseFile;
import org.rootbuild.problem.Failure;

/**
 * One verified, uncompressed list of packages on the disk. Only names, provided names and offsets are held in memory;
 * an entry is read from the file when it is asked for.
 */
final class PackageList {
    private static final int STANZA_LIMIT_BYTES = 1 << 20;

    private final Path file;
    private final DebianArchive archive;
    private final String shown;
    private final Map<String, long[]> offsetsByName;
    private final Map<String, long[]> offsetsByProvided;

    private PackageList(Path file, DebianArchive archive, String shown, Map<String, long[]> offsetsByName,
                        Map<String, long[]> offsetsByProvided) {
        this.file = file;
        this.archive = archive;
        this.shown = shown;
        this.offsetsByName = offsetsByName;
        this.offsetsByProvided = offsetsByProvided;
    }

    /** Reads the file once; nothing where its size or digest is not the promised one. */
    static Optional<PackageList> open(Path file, ReleaseFile promised, DebianArchive archive) throws IOException {
        String shown = "the package list " + promised.path() + " of " + archive.suite();
        if (Files.size(file) != promised.sizeBytes()) {
            return Optional.empty();
        }
        Map<String, long[]> byName = new HashMap<>();
        Map<String, long[]> byProvided = new HashMap<>();
        StanzaScanner scanner = new StanzaScanner((name, provides, offset) -> {
            add(byName, name, offset);
            for (String provided : providedNames(provides)) {
                add(byProvided, provided, offset);
            }
        });
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            scanner.scan(in, (buffer, count) -> digest.update(buffer, 0, count));
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(promised.sha256())) {
            return Optional.empty();
        }
        return Optional.of(new PackageList(file, archive, shown, byName, byProvided));
    }

    /** The same list after its file was moved. */
    PackageList movedTo(Path newPlace) {
        return new PackageList(newPlace, archive, shown, offsetsByName, offsetsByProvided);
    }

    Set<String> names() {
        return offsetsByName.keySet();
    }

    /** All packages of that name, in any version. */
    List<DebianPackage> named(String name) throws Failure {
        return read(offsetsByName.getOrDefault(name, new long[0]));
    }

    /** All packages that provide that name. */
    List<DebianPackage> providing(String name) throws Failure {
        return read(offsetsByProvided.getOrDefault(name, new long[0]));
    }

    private List<DebianPackage> read(long[] offsets) throws Failure {
        List<DebianPackage> packages = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (long offset : offsets) {
                List<Stanza> stanzas = Stanza.parse(stanzaAt(in, offset), shown);
                packages.add(DebianPackage.of(stanzas.get(0), archive, shown));
            }
        } catch (Failure failure) {
            throw failure;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new Failure(shown + " cannot be read from '" + file + "': " + e,
                "Try again; it is fetched anew where it is gone.", e);
        }
        return packages;
    }

    private static String stanzaAt(RandomAccessFile in, long offset) throws IOException {
        in.seek(offset);
        byte[] bytes = new byte[4096];
        int filled = 0;
        while (true) {
            int got = in.read(bytes, filled, bytes.length - filled);
            int end = end(bytes, Math.max(0, filled - 3), filled + Math.max(0, got));
            if (end >= 0 || got < 0) {
                return new String(bytes, 0, end >= 0 ? end : filled, StandardCharsets.UTF_8);
            }
            filled += got;
            if (filled >= STANZA_LIMIT_BYTES) {
                throw new IOException("an entry is longer than " + STANZA_LIMIT_BYTES + " bytes");
            }
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, filled * 2);
            }
        }
    }

    /** Where the first empty line is, or -1. */
    private static int end(byte[] bytes, int from, int to) {
        for (int at = from; at + 1 < to; at++) {
            boolean isEmptyLine = bytes[at] == '\n' && (bytes[at + 1] == '\n'
                || bytes[at + 1] == '\r' && at + 2 < to && bytes[at + 2] == '\n');
            if (isEmptyLine) {
                return at;
            }
        }
        return -1;
    }

    /** Names only: a scan over all packages must not fail because of one strange entry. */
    private static List<String> providedNames(String field) {
        List<String> names = new ArrayList<>();
        if (!field.isBlank()) {
            for (String entry : field.split(",")) {
                String name = entry.strip().split("[\\s(:]", 2)[0];
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static void add(Map<String, long[]> offsets, String name, long offset) {
        offsets.merge(name, new long[] {offset}, (before, one) -> {
            long[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = offset;
            return more;
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
