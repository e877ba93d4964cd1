package org.rootbuild.record;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The folder with the records of a recipe's sessions. */
public final class Records {
    /** So many are kept. */
    static final int MOST = 30;
    /** And so much of them together. */
    static final long MOST_BYTES = 32L << 20;
    private static final String ENDING = ".jsonl";
    private static final String IDLE = ".idle" + ENDING;

    private final Path folder;

    public Records(Path stateFolder) {
        this.folder = stateFolder.resolve("sessions");
    }

    /** The records, the oldest first; none where there is no such folder. */
    public List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (file.getFileName().toString().matches("\\d{1,18}(\\.idle)?\\.jsonl")) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        files.sort(Comparator.comparingLong(Records::millis));
        return files;
    }

    /** When the session of that record began, in milliseconds since 1970. */
    public static long millis(Path record) {
        String name = record.getFileName().toString();
        return Long.parseLong(name.substring(0, name.indexOf('.')));
    }

    /** Whether the session of that record had nothing to do. */
    public static boolean isIdle(Path record) {
        return record.getFileName().toString().endsWith(IDLE);
    }

    /** A place for a new record; what is too much of older ones is removed. */
    Path fresh(long millis) throws IOException {
        Files.createDirectories(folder);
        List<Path> known = new ArrayList<>(files());
        long bytes = 0;
        for (int i = known.size() - 1; i >= 0; i--) {
            bytes += Files.size(known.get(i));
            if (known.size() - i >= MOST || bytes > MOST_BYTES) {
                Files.deleteIfExists(known.get(i));
            }
        }
        // Sorted by name is sorted by time, also when a clock was set back or two begin at once.
        long last = known.isEmpty() ? 0 : millis(known.get(known.size() - 1));
        return folder.resolve(Math.max(millis, last + 1) + ENDING);
    }

    /** The session had nothing to do: many of those must not push out the one that made something. */
    void idle(Path record) throws IOException {
        for (Path file : files()) {
            if (isIdle(file)) {
                Files.deleteIfExists(file);
            }
        }
        String name = record.getFileName().toString();
        Files.move(record, record.resolveSibling(name.substring(0, name.length() - ENDING.length()) + IDLE));
    }
}
