package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fetch.FetchProblem.Kind;
import org.rootbuild.problem.Failure;

@Timeout(20)
class ResumeTest {
    private static final int KEPT = 100_000;

    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeBench() {
        bench = new Bench(folder);
    }

    @Test
    void asksForTheRestOnly() throws Exception {
        try (RawServer server = new RawServer((request, out) -> rest(request, out, "\"v1\""))) {
            leave(Bench.FILE, server.uri("/f"), "\"v1\"");
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(Optional.of("bytes=100000-"), server.requests().get(0).header("Range"));
            assertEquals(Optional.of("\"v1\""), server.requests().get(0).header("If-Range"));
            assertEquals(1, server.requests().size());
        }
        whole();
    }

    @Test
    void aConnectionThatIsCutAgainAndAgainGoesOnWhereItStopped() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            int from = request.header("Range").map(ResumeTest::offset).orElse(0);
            int to = Math.min(Bench.FILE.length, from + 120_000);
            String length = "Content-Length: " + (Bench.FILE.length - from);
            if (from == 0) {
                RawServer.head(out, "200 OK", length, "ETag: \"v1\"");
            } else {
                RawServer.head(out, "206 Partial Content", length, range(from), "ETag: \"v1\"");
            }
            out.write(Bench.FILE, from, to - from);
        })) {
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(List.of(Optional.empty(), Optional.of("bytes=120000-"), Optional.of("bytes=240000-")),
                server.requests().stream().map(request -> request.header("Range")).toList());
            Files.delete(bench.target);
            bench.fetch(Bench.unknown(server.uri("/f")));
        }
        whole();
    }

    @Test
    void withoutADigestTheRestIsTakenOnlyOnAStrongPromise() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            RawServer.head(out, "200 OK", "Content-Length: 300000", "ETag: W/\"weak\"");
            out.write(Bench.FILE, 0, 1000);
        })) {
            bench.refused(Bench.unknown(server.uri("/f")), Kind.CUT, "cut after 1000 of 300000");
            assertTrue(server.requests().stream().allMatch(request -> request.header("Range").isEmpty()));
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void theDateOfTheLastChangeServesWhereThereIsNoTag() throws Exception {
        String date = "Fri, 02 Jan 2026 03:04:05 GMT";
        try (RawServer server = new RawServer((request, out) -> {
            if (request.header("If-Range").equals(Optional.of(date))) {
                rest(request, out, date);
            } else {
                RawServer.head(out, "200 OK", "Content-Length: 300000", "Last-Modified: " + date);
                out.write(Bench.FILE, 0, 1000);
            }
        })) {
            bench.fetch(Bench.unknown(server.uri("/f")));
            assertEquals(2, server.requests().size());
        }
        whole();
    }

    @Test
    void aServerThatIgnoresRangesStartsAgain() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE))) {
            leave(Bench.FILE, server.uri("/f"), "\"v1\"");
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(1, server.requests().size());
        }
        whole();
    }

    @Test
    void aServerThatCannotSatisfyTheRangeIsAskedForTheWhole() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            if (request.header("Range").isPresent()) {
                RawServer.head(out, "416 Range Not Satisfiable", "Content-Range: bytes */300000");
            } else {
                RawServer.ok(out, Bench.FILE);
            }
        })) {
            leave(Bench.FILE, server.uri("/f"), "\"v1\"");
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(2, server.requests().size());
        }
        whole();
    }

    @Test
    void aServerThatSendsAnotherRangeIsAskedForTheWhole() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            if (request.header("Range").isPresent()) {
                RawServer.head(out, "206 Partial Content", "Content-Range: bytes 5-299999/300000");
                out.write(Bench.FILE, 5, 10);
            } else {
                RawServer.ok(out, Bench.FILE);
            }
        })) {
            leave(Bench.FILE, server.uri("/f"), "\"v1\"");
            bench.fetch(Bench.download(server.uri("/f")));
        }
        whole();
    }

    @Test
    void anotherMirrorMayGoOnBecauseTheDigestDecides() throws Exception {
        try (RawServer server = new RawServer((request, out) -> rest(request, out, ""))) {
            leave(Bench.FILE, URI.create("http://elsewhere/f"), "\"v1\"");
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(Optional.of("bytes=100000-"), server.requests().get(0).header("Range"));
            assertEquals(Optional.empty(), server.requests().get(0).header("If-Range"));
        }
        whole();
    }

    @Test
    void aFileThatChangedMeanwhileIsTakenAgainAsAWhole() throws Exception {
        byte[] old = Bench.bytes(300_001);
        try (RawServer server = new RawServer((request, out) -> {
            if (request.header("Range").isPresent()) {
                rest(request, out, "");
            } else {
                RawServer.ok(out, Bench.FILE);
            }
        })) {
            leave(old, server.uri("/f"), "");
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(2, server.requests().size(), "the first attempt ended with a wrong digest");
        }
        whole();
    }

    @Test
    void aFileThatWasWholeButNotYetInPlaceNeedsNoNetwork() throws Exception {
        Files.write(bench.part(), Bench.FILE);
        bench.fetch(Bench.onlyDigest(URI.create("http://127.0.0.1:1/f")));
        whole();
    }

    @Test
    void leftoversAreThrownAwayWhereNoDigestCanJudgeThem() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE))) {
            leave(Bench.bytes(7), server.uri("/f"), "\"v1\"");
            bench.fetch(Bench.unknown(server.uri("/f")));
            assertEquals(Optional.empty(), server.requests().get(0).header("Range"));
        }
        whole();
    }

    @Test
    void leftoversThatAreTooLongAreThrownAway() throws Exception {
        Files.write(bench.part(), Bench.bytes(300_001));
        Files.writeString(bench.note(), "damaged");
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE))) {
            bench.fetch(Bench.download(server.uri("/f")));
            assertEquals(Optional.empty(), server.requests().get(0).header("Range"));
        }
        whole();
    }

    @Test
    void twoDownloadsOfOneFileExcludeEachOther() throws Exception {
        try (PartFile held = PartFile.open(bench.target); Fetcher fetcher = Bench.fetcher()) {
            Failure failure = assertThrows(Failure.class, () -> fetcher.fetch(
                Bench.download(URI.create("http://127.0.0.1:1/f")), bench.target, bench));
            assertTrue(failure.getMessage().contains("another download of the same file"), failure.getMessage());
            assertEquals(0, held.lengthBytes());
        }
        assertFalse(Files.exists(bench.target));
    }

    private void leave(byte[] bytes, URI location, String token) throws Exception {
        Files.write(bench.part(), Arrays.copyOf(bytes, Math.min(bytes.length, KEPT)));
        new Validator(location.toString(), Optional.of(token).filter(text -> !text.isEmpty())).write(bench.note());
        assertEquals(OptionalLong.of(300_000), Bench.download(location).sizeBytes());
    }

    private void whole() throws Exception {
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
        assertFalse(Files.exists(bench.part()) || Files.exists(bench.note()), "nothing is left beside the target");
    }

    private static void rest(RawServer.Request request, OutputStream out, String token) throws IOException {
        int from = offset(request.header("Range").orElseThrow());
        RawServer.head(out, "206 Partial Content", "Content-Length: " + (Bench.FILE.length - from), range(from),
            token.startsWith("\"") ? "ETag: " + token : "X-Nothing: 0");
        out.write(Bench.FILE, from, Bench.FILE.length - from);
    }

    private static String range(int from) {
        return "Content-Range: bytes " + from + "-299999/300000";
    }

    private static int offset(String range) {
        return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }
}
