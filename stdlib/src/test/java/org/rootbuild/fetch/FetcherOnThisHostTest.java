package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.problem.Failure;

/** What this host brings about: its disk, its own files, its user's interrupt, no network. */
@Timeout(20)
class FetcherOnThisHostTest {
    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeBench() {
        bench = new Bench(folder);
    }

    @Test
    void aFullDiskIsToldAndNoOtherMirrorIsAsked() throws Exception {
        Files.createSymbolicLink(bench.part(), Path.of("/dev/full"));
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE));
             Fetcher fetcher = Bench.fetcher()) {
            Failure failure = assertThrows(Failure.class, () ->
                fetcher.fetch(Bench.download(server.uri("/a"), server.uri("/b")), bench.target, bench));
            assertTrue(failure.getMessage().startsWith("the disk is full while writing"), failure.getMessage());
            assertEquals(1, server.requests().size());
        }
        assertFalse(Files.exists(bench.target));
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("plain"), "x");
        try (Fetcher fetcher = Bench.fetcher()) {
            Failure failure = assertThrows(Failure.class, () -> fetcher.fetch(
                Bench.download(URI.create("http://127.0.0.1:1/f")), notAFolder.resolve("target"), bench));
            assertTrue(failure.getMessage().startsWith("opening '"), failure.getMessage());
        }
    }

    @Test
    void filesOfThisHostAreVerifiedToo() throws Exception {
        Path source = Files.write(folder.resolve("source"), Bench.bytes(300_000 - 1));
        bench.refused(Bench.download(source.toUri()), Kind.WRONG_SIZE, "has 299999 bytes where 300000");
        bench.refused(Bench.onlyDigest(source.toUri()), Kind.WRONG_DIGEST, Bench.DIGEST);
        bench.refused(Bench.download(folder.resolve("none").toUri()), Kind.NOT_FOUND, "there is no file");
        bench.refused(Bench.download(folder.toUri()), Kind.UNREADABLE, "is not a regular file");
    }

    @Test
    void anInterruptEndsADownloadPromptlyAndKeepsWhatCame() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        FetchSettings patient = FetchSettings.defaults(Map.of());
        try (RawServer server = new RawServer((request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 300000");
            out.write(Bench.FILE, 0, 1000);
            out.flush();
            Thread.sleep(15_000);
        }); Fetcher fetcher = Bench.fetcher(patient)) {
            Thread thread = new Thread(() -> {
                try {
                    fetcher.fetch(Bench.download(server.uri("/f")), bench.target, bench);
                } catch (IOException | InterruptedException e) {
                    thrown.complete(e);
                }
            });
            thread.start();
            while (bench.progress.isEmpty()) {
                Thread.sleep(5);
            }
            long begun = System.nanoTime();
            thread.interrupt();
            assertEquals(InterruptedException.class, thrown.get(5, TimeUnit.SECONDS).getClass());
            assertTrue(System.nanoTime() - begun < 5_000_000_000L, "prompt");
        }
        assertEquals(1000, Files.size(bench.part()));
        assertFalse(Files.exists(bench.target));
    }

    @Test
    void offlineFailsAtOnceButFilesOfThisHostWork() throws Exception {
        Path source = Files.write(folder.resolve("source"), Bench.FILE);
        FetchSettings offline = Bench.settings(Map.of()).offline(true);
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE));
             Fetcher fetcher = Bench.fetcher(offline)) {
            bench.refused(fetcher, Bench.download(server.uri("/f")), Kind.OFFLINE, "rootbuild works offline");
            assertEquals(0, server.requests().size());
            fetcher.fetch(Bench.download(server.uri("/f"), source.toUri()), bench.target, bench);
        }
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
    }
}
