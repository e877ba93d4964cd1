package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fetch.FetchProblem.Kind;

@Timeout(20)
class ProxiesTest {
    private static final Optional<String> ANN = Optional.of("Basic YW5uOnNlOmNyZXQ=");

    @TempDir
    private Path folder;
    private Bench bench;

    @BeforeEach
    void makeBench() {
        bench = new Bench(folder);
    }

    @Test
    void httpGoesThroughTheProxyWithItsUser() throws Exception {
        try (RawServer proxy = new RawServer((request, out) -> {
            if (request.header("Proxy-Authorization").equals(ANN)) {
                RawServer.ok(out, Bench.FILE);
            } else {
                RawServer.head(out, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\"");
            }
        })) {
            try (Fetcher fetcher = fetcher("http_proxy", "http://ann:se%3Acret@127.0.0.1:" + proxy.port())) {
                fetcher.fetch(Bench.download(URI.create("http://far.invalid/f")), bench.target, bench);
            }
            assertEquals("GET http://far.invalid/f HTTP/1.1", proxy.requests().get(0).line());
            assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
            Files.delete(bench.target);
            try (Fetcher fetcher = fetcher("HTTP_PROXY", "bob:hidden@127.0.0.1:" + proxy.port())) {
                FetchFailure failure = bench.refused(fetcher, Bench.download(URI.create("http://far.invalid/f")),
                    Kind.PROXY, "the proxy 127.0.0.1:" + proxy.port() + " does not accept the user and password");
                assertFalse((failure.getMessage() + failure.remedy() + bench.logs).contains("hidden"));
            }
        }
    }

    @Test
    void httpsAsksTheProxyForATunnelWithItsUser() throws Exception {
        try (RawServer proxy = new RawServer((request, out) -> {
            boolean isKnown = request.header("Proxy-Authorization").equals(ANN);
            RawServer.head(out, isKnown ? "403 Forbidden" : "407 Proxy Authentication Required");
        })) {
            Download far = Bench.download(URI.create("https://far.invalid/f"));
            try (Fetcher fetcher = fetcher("https_proxy", "http://ann:se%3Acret@127.0.0.1:" + proxy.port())) {
                bench.refused(fetcher, far, Kind.PROXY, "did not open a way to far.invalid (status 403)");
                assertEquals("CONNECT far.invalid:443 HTTP/1.1", proxy.requests().get(0).line());
            }
            try (Fetcher fetcher = fetcher("https_proxy", "http://127.0.0.1:" + proxy.port())) {
                bench.refused(fetcher, far, Kind.PROXY, "does not accept the user and password");
            }
        }
    }

    @Test
    void hostsInNoProxyAreAskedDirectlyAndSeeNoProxyUser() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.ok(out, Bench.FILE));
             Fetcher fetcher = Bench.fetcher(Bench.settings(Map.of("all_proxy", "http://ann:secret@127.0.0.1:1",
                 "no_proxy", "example.org, 127.0.0.0/8")))) {
            fetcher.fetch(Bench.download(server.uri("/f")), bench.target, bench);
            assertEquals("GET /f HTTP/1.1", server.requests().get(0).line());
            assertEquals(Optional.empty(), server.requests().get(0).header("Proxy-Authorization"));
        }
    }

    @Test
    void aProxyThatRefusesOrIsUnknownIsNamed() {
        try (Fetcher fetcher = fetcher("all_proxy", "http://ann:secret@127.0.0.1:1")) {
            FetchFailure failure = bench.refused(fetcher, Bench.download(URI.create("http://far.invalid/f")),
                Kind.REFUSED_CONNECTION, "far.invalid (through the proxy 127.0.0.1:1) refused the connection");
            assertFalse(failure.getMessage().contains("secret"));
        }
        try (Fetcher fetcher = fetcher("all_proxy", "http://no-such-proxy.invalid:8080")) {
            bench.refused(fetcher, Bench.download(URI.create("http://far.invalid/f")), Kind.UNKNOWN_HOST,
                "the host name no-such-proxy.invalid (through the proxy");
        }
    }

    @Test
    void aProxyOfAnotherKindIsRefusedByTheNameOfItsVariable() {
        for (String value : List.of("socks5://127.0.0.1:1080", "http://bad host:secret")) {
            try (Fetcher fetcher = fetcher("ALL_PROXY", value)) {
                bench.refused(fetcher, Bench.download(URI.create("http://far.invalid/f")), Kind.PROXY,
                    "environment variable ALL_PROXY is not an http proxy");
            }
        }
    }

    @Test
    void noProxyKnowsDomainsPortsAndRanges() {
        NoProxy hosts = NoProxy.parse("example.org .inner.test,host:8080 10.0.0.0/9 [::1] fd00::/8");
        for (String covered : List.of("http://example.org/", "https://a.EXAMPLE.org/", "http://x.inner.test",
            "http://host:8080/", "http://10.127.0.1/", "http://[::1]/", "http://[fd12::1]/")) {
            assertTrue(hosts.covers(URI.create(covered)), covered);
        }
        for (String other : List.of("http://notexample.org/", "http://host/", "http://10.128.0.1/", "http://[::2]/",
            "http://org/")) {
            assertFalse(hosts.covers(URI.create(other)), other);
        }
        assertTrue(NoProxy.parse("*").covers(URI.create("http://any/")));
        assertFalse(NoProxy.parse("").covers(URI.create("http://any/")));
    }

    private static Fetcher fetcher(String variable, String value) {
        return Bench.fetcher(Bench.settings(Map.of(variable, value)));
    }
}
