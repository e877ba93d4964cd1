package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fetch.FetchProblem.Kind;

@Timeout(20)
class RedirectsTest {
    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeBench() {
        bench = new Bench(folder);
    }

    @Test
    void followsEveryKindOfRedirect() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            switch (request.path()) {
                case "/1" -> RawServer.head(out, "301 Moved Permanently", "Location: /2");
                case "/2" -> RawServer.head(out, "302 Found", "Location: 3");
                case "/3" -> RawServer.head(out, "303 See Other", "Location: //127.0.0.1:" + port(request) + "/4");
                case "/4" -> RawServer.head(out, "307 Temporary Redirect", "Location: ?five");
                case "/?five" -> RawServer.head(out, "308 Permanent Redirect", "Location: /a file");
                default -> RawServer.ok(out, Bench.FILE);
            }
        })) {
            bench.fetch(Bench.download(server.uri("/1")));
            assertEquals("GET /a%20file HTTP/1.1", server.requests().get(5).line());
        }
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
    }

    @Test
    void namesALoop() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.head(out, "302 Found", "Location: "
            + (request.path().equals("/a") ? "/b" : "/a")))) {
            bench.refused(Bench.download(server.uri("/a")), Kind.REDIRECT, "the redirects go in a circle: "
                + server.uri("/a") + " → " + server.uri("/b") + " → " + server.uri("/a"));
        }
    }

    @Test
    void stopsAfterTen() throws Exception {
        try (RawServer server = new RawServer((request, out) ->
            RawServer.head(out, "302 Found", "Location: " + request.path() + "x"))) {
            bench.refused(Bench.download(server.uri("/a")), Kind.REDIRECT, "redirects more than 10 times");
            assertEquals(11, server.requests().size());
        }
    }

    @Test
    void aRedirectToNowhereOrOutOfHttpIsRefused() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            if (request.path().equals("/none")) {
                RawServer.head(out, "302 Found");
            } else {
                RawServer.head(out, "302 Found", "Location: file:///etc/passwd");
            }
        })) {
            bench.refused(Bench.download(server.uri("/none")), Kind.REDIRECT, "without saying where to");
            bench.refused(Bench.download(server.uri("/file")), Kind.REDIRECT,
                "redirects to file:///etc/passwd, which is not an http address");
        }
    }

    @Test
    void neverGoesFromHttpsToHttp() throws Exception {
        Redirects redirects = new Redirects(URI.create("https://host/f"));
        Stumble stumble = assertThrows(Stumble.class, () -> redirects.follow(Optional.of("http://host/f")));
        assertTrue(stumble.problem().sentence()
            .contains("redirects from https to http://host/f, which is not protected"));
        Redirects upwards = new Redirects(URI.create("http://host/f"));
        upwards.follow(Optional.of("https://host/f"));
        assertEquals(URI.create("https://host/f"), upwards.at());
    }

    private static int port(RawServer.Request request) {
        return URI.create("http://" + request.header("Host").orElseThrow()).getPort();
    }
}
