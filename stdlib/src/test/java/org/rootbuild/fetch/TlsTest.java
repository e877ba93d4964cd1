package org.rootbuild.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fetch.FetchProblem.Kind;

@Timeout(30)
class TlsTest {
    @TempDir
    private Path folder;
    private Bench bench;
    private HttpsServer server;
    private SSLContext trusting;
    private URI file;

    @BeforeEach
    void startServer() throws Exception {
        bench = new Bench(folder);
        KeyStore keys = keys(folder.resolve("keys.p12"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext serving = SSLContext.getInstance("TLS");
        serving.init(own.getKeyManagers(), null, null);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving));
        server.createContext("/file", exchange -> {
            exchange.sendResponseHeaders(200, Bench.FILE.length);
            exchange.getResponseBody().write(Bench.FILE);
            exchange.close();
        });
        server.createContext("/down", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/file");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        file = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/file");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aServerWithATrustedCertificateIsUsed() throws Exception {
        try (Fetcher fetcher = trusting()) {
            fetcher.fetch(Bench.download(file), bench.target, bench);
        }
        assertArrayEquals(Bench.FILE, Files.readAllBytes(bench.target));
    }

    @Test
    void anUntrustedCertificateIsToldAndNotAskedAgain() {
        bench.refused(Bench.download(file), Kind.TLS, "the certificate of 127.0.0.1:", "is not trusted");
        assertEquals(1, bench.logs.stream().filter(line -> line.startsWith("attempt")).count());
    }

    @Test
    void aServerThatSpeaksNoTlsIsTold() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerInPlainText(plain));
            thread.setDaemon(true);
            thread.start();
            URI uri = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/file");
            bench.refused(Bench.download(uri), Kind.TLS, "no TLS connection to 127.0.0.1:");
        }
    }

    @Test
    void aRedirectDownToHttpIsRefused() {
        try (Fetcher fetcher = trusting()) {
            bench.refused(fetcher, Bench.download(file.resolve("/down")), Kind.REDIRECT,
                "redirects from https to http://127.0.0.1:1/file");
        }
    }

    private static void answerInPlainText(ServerSocket socket) {
        try (Socket client = socket.accept()) {
            client.getInputStream().read(new byte[100]);
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private Fetcher trusting() {
        return new Fetcher(Bench.settings(Map.of()), new Random(7), Clock.systemUTC(), Optional.of(trusting));
    }

    private static KeyStore keys(Path path) throws Exception {
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1",
            "-storepass", "changeit", "-storetype", "PKCS12", "-keystore", path.toString())
            .redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(path)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }
}
