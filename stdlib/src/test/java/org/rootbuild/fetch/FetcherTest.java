package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fetch.FetchProblem.Kind;

@Timeout(20)
class FetcherTest {
    private static final byte[] PAGE = "<!DOCTYPE html><html>please sign in</html>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeBench() {
        bench = new Bench(folder);
    }

    @Test
    void bringsAWholeFileAndLeavesNothingBeside() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE))) {
            bench.fetch(Bench.download(server.uri("/file.bin")));
            assertEquals("GET /file.bin HTTP/1.1", server.requests().get(0).line());
            assertEquals(Optional.of("rootbuild"), server.requests().get(0).header("User-Agent"));
        }
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
        assertEquals(List.of(bench.target), list());
        assertEquals(Bench.FILE.length, bench.progress.get(bench.progress.size() - 1));
    }

    @Test
    void anEmptyFileIsAFileToo() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, new byte[0]))) {
            bench.fetch(new Download("file.bin", List.of(server.uri("/e")), Optional.of(Bench.sha256(new byte[0])),
                OptionalLong.of(0), 10));
        }
        assertEquals(0, Files.size(bench.target));
    }

    @Test
    void takesTheNextMirrorAndSaysWhy() throws Exception {
        try (RawServer bad = new RawServer((request, out) -> RawServer.head(out, "404 Not Found"));
             RawServer good = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE))) {
            bench.fetch(Bench.download(bad.uri("/a"), good.uri("/b")));
            assertEquals(1, bad.requests().size(), "a 404 is not asked for again");
            assertTrue(bench.notes.get(0).contains(bad.uri("/a") + " does not exist (status 404)"));
        }
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
    }

    @Test
    void namesEveryMirrorWhenAllFail() throws Exception {
        try (RawServer first = new RawServer((request, out) -> RawServer.head(out, "404 Not Found"));
             RawServer second = new RawServer((request, out) -> RawServer.head(out, "403 Forbidden"))) {
            FetchFailure failure = bench.refused(Bench.download(first.uri("/a"), second.uri("/b")), Kind.NOT_FOUND,
                "from any of its 2 locations", first.uri("/a").toString(), "status 404",
                second.uri("/b").toString(), "status 403");
            assertEquals(2, failure.problems().size());
        }
        assertEquals(List.of(), list());
    }

    @Test
    void aWrongDigestIsToldInBothDigestsAndNothingIsKept() throws Exception {
        byte[] other = Bench.FILE.clone();
        other[1000] ^= 1;
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, other))) {
            bench.refused(Bench.download(server.uri("/file")), Kind.WRONG_DIGEST, Bench.sha256(other), Bench.DIGEST);
            assertEquals(1, server.requests().size());
        }
        assertEquals(List.of(), list());
    }

    @Test
    void aWrongLengthIsToldBeforeTheBytesAreTaken() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.bytes(1000)))) {
            bench.refused(Bench.download(server.uri("/file")), Kind.WRONG_SIZE, "has 1000 bytes where 300000");
        }
    }

    @Test
    void moreBytesThanExpectedAreRefusedWithoutAnAnnouncement() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            RawServer.head(out, "200 OK");
            out.write(Bench.bytes(500_000));
        })) {
            bench.refused(Bench.download(server.uri("/file")), Kind.WRONG_SIZE, "sent more than the 300000 bytes");
        }
        assertEquals(List.of(), list());
    }

    @Test
    void aFileOverTheLimitIsRefusedAnnouncedOrNot() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            if (request.path().equals("/announced")) {
                RawServer.ok(out, Bench.FILE);
            } else {
                RawServer.head(out, "200 OK");
                out.write(Bench.FILE);
            }
        })) {
            for (String path : List.of("/announced", "/silent")) {
                bench.refused(new Download("file.bin", List.of(server.uri(path)), Optional.of(Bench.DIGEST),
                    OptionalLong.empty(), 1000), Kind.TOO_LARGE, "is larger than the 1000 bytes");
            }
        }
        assertEquals(List.of(), list());
    }

    @Test
    void aSignInPageIsCalledOne() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            switch (request.path()) {
                case "/type" -> RawServer.ok(out, "hello".getBytes(StandardCharsets.UTF_8), "Content-Type: text/html");
                case "/511" -> RawServer.head(out, "511 Network Authentication Required");
                default -> RawServer.ok(out, PAGE, "Content-Type: application/octet-stream");
            }
        })) {
            for (String path : List.of("/type", "/body", "/511")) {
                for (Download download : List.of(Bench.download(server.uri(path)), Bench.onlyDigest(server.uri(path)),
                    Bench.unknown(server.uri(path)))) {
                    bench.refused(download, Kind.SIGN_IN_PAGE, "answered with a web page instead of the file");
                }
            }
            bench.fetch(Bench.unknown(server.uri("/page.html")));
        }
        assertArrayEquals(PAGE, Files.readAllBytes(bench.target));
    }

    @Test
    void aCutConnectionIsTriedAgainAndThenTold() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 300000");
            out.write(Bench.FILE, 0, 1000);
        })) {
            bench.refused(Bench.download(server.uri("/file")), Kind.CUT, "was cut after 1000 of 300000 bytes");
            assertEquals(3, server.requests().size());
        }
        assertEquals(1000, Files.size(bench.part()), "what came is kept for the next time");
    }

    @Test
    void aCutChunkedAnswerIsTold() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            RawServer.head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write("5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            bench.refused(Bench.unknown(server.uri("/file")), Kind.CUT, "was cut after 5 bytes");
        }
    }

    @Test
    void aServerThatClosesWithoutAnAnswerIsTold() throws Exception {
        try (RawServer server = new RawServer((request, out) -> { })) {
            bench.refused(Bench.download(server.uri("/file")), Kind.CUT, "was cut before an answer came");
        }
    }

    @Test
    void aMirrorThatStallsIsGivenUp() throws Exception {
        try (RawServer stalling = new RawServer((request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 300000");
            out.write(Bench.FILE, 0, 1000);
            out.flush();
            Thread.sleep(15_000);
        }); RawServer good = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE))) {
            bench.refused(Bench.download(stalling.uri("/file")), Kind.STALLED,
                "sent nothing more for 400 ms after 1000 bytes");
            bench.fetch(Bench.download(stalling.uri("/file"), good.uri("/file")));
        }
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
        FetchSettings once = new FetchSettings(Duration.ofSeconds(1), Duration.ofMillis(400), 1, Duration.ZERO,
            Duration.ZERO, false, Map.of());
        try (RawServer server = new RawServer((request, out) -> Thread.sleep(15_000));
             Fetcher fetcher = Bench.fetcher(once)) {
            bench.refused(fetcher, Bench.download(server.uri("/file")), Kind.STALLED, "sent nothing for 400 ms");
        }
    }

    @Test
    void aRefusedConnectionIsTold() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        bench.refused(Bench.download(URI.create("http://127.0.0.1:" + port + "/f")), Kind.REFUSED_CONNECTION,
            "127.0.0.1:" + port + " refused the connection");
    }

    @Test
    void anUnknownHostIsTold() {
        bench.refused(Bench.download(URI.create("http://no-such-host.invalid/f")), Kind.UNKNOWN_HOST,
            "the host name no-such-host.invalid is not known");
    }

    @Test
    void serverErrorsAreTriedAgainAndRetryAfterIsHonoured() throws Exception {
        AtomicInteger count = new AtomicInteger();
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atZone(ZoneOffset.UTC));
        try (RawServer server = new RawServer((request, out) -> {
            switch (count.getAndIncrement()) {
                case 0 -> RawServer.head(out, "503 Service Unavailable", "Retry-After: 0");
                case 1 -> RawServer.head(out, "429 Too Many Requests", "Retry-After: " + soon);
                default -> RawServer.ok(out, Bench.FILE);
            }
        })) {
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void aServerThatWantsTooLongAPauseIsGivenUp() throws Exception {
        try (RawServer server = new RawServer((request, out) ->
            RawServer.head(out, "503 Service Unavailable", "Retry-After: 3600"))) {
            bench.refused(Bench.download(server.uri("/f")), Kind.STATUS, "answered with status 503",
                "asks to come back in 3600 s");
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void credentialsInAnAddressAreSentToThatServerAndNeverShown() throws Exception {
        try (RawServer other = new RawServer((request, out) -> RawServer.head(out, "404 Not Found"));
             RawServer server = new RawServer((request, out) ->
                RawServer.head(out, "302 Found", "Location: " + other.uri("/there?token=hidden")))) {
            URI withUser = URI.create("http://ann:secret@127.0.0.1:" + server.port() + "/f?key=hidden");
            FetchFailure failure = bench.refused(Bench.download(withUser), Kind.NOT_FOUND, other.uri("/there") + "?…");
            assertEquals(Optional.of("Basic YW5uOnNlY3JldA=="), server.requests().get(0).header("Authorization"));
            assertEquals(Optional.empty(), other.requests().get(0).header("Authorization"));
            String all = failure.getMessage() + failure.remedy() + bench.logs + bench.notes + failure.problems();
            assertFalse(all.contains("secret") || all.contains("hidden"), all);
        }
    }

    @Test
    void aDownloadThatMakesNoSenseIsRefusedByItsConstructor() {
        URI good = URI.create("http://h/f");
        assertThrows(IllegalArgumentException.class, () -> Download.of("f", List.of(), Bench.DIGEST));
        assertThrows(IllegalArgumentException.class, () -> Download.of("f", List.of(good), "abc"));
        assertThrows(IllegalArgumentException.class,
            () -> Download.of("f", List.of(URI.create("ftp://h/f")), Bench.DIGEST));
        assertThrows(IllegalArgumentException.class,
            () -> Download.of("f", List.of(URI.create("relative/f")), Bench.DIGEST));
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
