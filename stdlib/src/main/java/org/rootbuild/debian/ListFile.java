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
 * One verified, uncompressed list of packages on the disk. Only names and offsets are held in memory; an entry is read
 * from the file when it is asked for.
 */
final class ListFile {
    private static final int STANZA_LIMIT_BYTES = 1 << 20;

    private final Path file;
    private final DebianArchive archive;
    private final String shown;
    private final Map<String, long[]> offsetsByName;
    private final Map<String, long[]> offsetsByOther;

    private ListFile(Path file, DebianArchive archive, String shown, Map<String, long[]> offsetsByName,
                     Map<String, long[]> offsetsByOther) {
        this.file = file;
        this.archive = archive;
        this.shown = shown;
        this.offsetsByName = offsetsByName;
        this.offsetsByOther = offsetsByOther;
    }

    /** Reads the file once; nothing where its size or digest is not the promised one. */
    static Optional<ListFile> open(Path file, ReleaseFile promised, ListKind kind, DebianArchive archive)
        throws IOException {
        String shown = "the " + kind.shown() + " " + promised.path() + " of " + archive.suite();
        if (Files.size(file) != promised.sizeBytes()) {
            return Optional.empty();
        }
        Map<String, long[]> byName = new HashMap<>();
        Map<String, long[]> byOther = new HashMap<>();
        StanzaScanner scanner = new StanzaScanner(kind.othersField(), (name, others, offset) -> {
            add(byName, name, offset);
            for (String other : names(others)) {
                add(byOther, other, offset);
            }
        });
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            scanner.scan(in, (buffer, count) -> digest.update(buffer, 0, count));
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(promised.sha256())) {
            return Optional.empty();
        }
        return Optional.of(new ListFile(file, archive, shown, byName, byOther));
    }

    /** The same list after its file was moved. */
    ListFile movedTo(Path newPlace) {
        return new ListFile(newPlace, archive, shown, offsetsByName, offsetsByOther);
    }

    DebianArchive archive() {
        return archive;
    }

    /** What failures call it. */
    String shown() {
        return shown;
    }

    Set<String> names() {
        return offsetsByName.keySet();
    }

    /** All entries of that name, in any version. */
    List<Stanza> named(String name) throws Failure {
        return read(offsetsByName.getOrDefault(name, new long[0]));
    }

    /** All entries that have it among their other names. */
    List<Stanza> alsoNamed(String name) throws Failure {
        return read(offsetsByOther.getOrDefault(name, new long[0]));
    }

    private List<Stanza> read(long[] offsets) throws Failure {
        List<Stanza> stanzas = new ArrayList<>();
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            for (long offset : offsets) {
                stanzas.add(Stanza.parse(stanzaAt(in, offset), shown).get(0));
            }
        } catch (Failure failure) {
            throw failure;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new Failure(shown + " cannot be read from '" + file + "': " + e,
                "Try again; it is fetched anew where it is gone.", e);
        }
        return stanzas;
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
    private static List<String> names(String field) {
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
