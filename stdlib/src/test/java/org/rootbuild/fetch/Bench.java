package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchProblem.Kind;

/** What the tests of this package share: bytes to fetch, an impatient fetcher, and an ear that remembers. */
final class Bench implements Activity {
    static final byte[] FILE = bytes(300_000);
    static final String DIGEST = sha256(FILE);

    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> logs = new CopyOnWriteArrayList<>();
    final List<Long> progress = new CopyOnWriteArrayList<>();
    final Path target;

    Bench(Path folder) {
        this.target = folder.resolve("file.bin");
    }

    static FetchSettings settings(Map<String, String> environment) {
        return new FetchSettings(Duration.ofSeconds(1), Duration.ofMillis(400), 3, Duration.ofMillis(10),
            Duration.ofMillis(500), false, environment);
    }

    static Fetcher fetcher() {
        return fetcher(settings(Map.of()));
    }

    static Fetcher fetcher(FetchSettings settings) {
        return new Fetcher(settings, new Random(7), Clock.systemUTC());
    }

    static Download download(URI... locations) {
        return new Download("file.bin", List.of(locations), Optional.of(DIGEST), OptionalLong.of(FILE.length), 1 << 20);
    }

    static Download onlyDigest(URI... locations) {
        return new Download("file.bin", List.of(locations), Optional.of(DIGEST), OptionalLong.empty(), 1 << 20);
    }

    static Download unknown(URI... locations) {
        return new Download("file.bin", List.of(locations), Optional.empty(), OptionalLong.empty(), 1 << 20);
    }

    Path part() {
        return target.resolveSibling("file.bin.part");
    }

    Path note() {
        return target.resolveSibling("file.bin.part.meta");
    }

    void fetch(Download download) throws IOException, InterruptedException {
        try (Fetcher fetcher = fetcher()) {
            fetcher.fetch(download, target, this);
        }
    }

    /** Fetches, expects one failure of this kind with these words, and nothing at the target. */
    FetchFailure refused(Download download, Kind kind, String... words) {
        try (Fetcher fetcher = fetcher()) {
            return refused(fetcher, download, kind, words);
        }
    }

    FetchFailure refused(Fetcher fetcher, Download download, Kind kind, String... words) {
        FetchFailure failure = assertThrows(FetchFailure.class, () -> fetcher.fetch(download, target, this));
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word), "'" + word + "' is not in: " + failure.getMessage());
        }
        assertTrue(failure.problems().get(0).kind() == kind, failure.problems().toString());
        assertTrue(failure.getMessage().startsWith("'file.bin' could not be fetched"), failure.getMessage());
        assertFalse(failure.getMessage().endsWith("."), failure.getMessage());
        assertTrue(failure.remedy().endsWith("."), failure.remedy());
        assertFalse(Files.exists(target), "nothing may be at the target");
        return failure;
    }

    @Override
    public void progress(String what, long doneBytes, long totalBytes) {
        progress.add(doneBytes);
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void log(String line) {
        logs.add(line);
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
