package org.rootbuild.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.command.Caller;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Look;
import org.rootbuild.progress.Screen;

/** Extensions from a mirror on loopback, put into a root by a recipe; looked at by tar and unsquashfs. */
@Timeout(180)
class ExtensionRunTest {
    private static final String RECIPE = """
        recipe 'loads'
        def core = repository('%s', kernel: '5.4.3')
        root('system') {
            pass('loaded') { tcz 'top', from: core }
            pass('files') { tczFiles 'top', from: core, to: '/cde', onBoot: true }
        }
        artifact('system.tar') { tar root('system') }
        """;

    @TempDir
    Path folder;
    private Path mirror;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        mirror = Files.createDirectories(folder.resolve("mirror"));
        extension("top", "low-KERNEL.tcz");
        extension("low-5.4.3", "");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = mirror.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean isThere = Files.isRegularFile(file);
            byte[] bytes = isThere ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(isThere ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        Files.writeString(folder.resolve("loads.groovy"), RECIPE.formatted("http://127.0.0.1:"
            + server.getAddress().getPort() + "/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theyAreInTheRootAndTheSameOnesAreTakenLater() throws Exception {
        assertEquals("", run(0));
        String listed = Call.of(folder, Map.of(), "tar", "--numeric-owner", "-tvf", "out/system.tar").output();
        for (String line : List.of("-rwxr-xr-x 0/0 +4 .* ./usr/local/bin/top", "-rwxrwxr-x 1001/50 +0 .*"
            + " ./usr/local/tce.installed/low-5.4.3", "-rw-rw-r-- 1001/50 .* ./cde/optional/low-5.4.3.tcz.md5.txt")) {
            assertTrue(listed.lines().anyMatch(one -> one.matches(line)), line + "\n" + listed);
        }
        Call.of(folder, Map.of(), "tar", "-xf", "out/system.tar");
        assertEquals("top.tcz\n", Files.readString(folder.resolve("cde/onboot.lst")));
        assertEquals(0, Call.of(folder.resolve("cde/optional"), Map.of(), "md5sum", "-c", "top.tcz.md5.txt",
            "low-5.4.3.tcz.md5.txt").status());
        assertEquals(0, Call.of(folder, Map.of(), "unsquashfs", "-l", "cde/optional/top.tcz").status());

        extension("top", "");
        assertEquals("", run(0, "--offline"), "what was looked up is pinned");
    }

    @Test
    void anExtensionThatTheStoreLostIsBroughtAgain() throws Exception {
        run(0, "--until", "loaded");
        String sha256 = Call.of(mirror, Map.of(), "sha256sum", "low-5.4.3.tcz").output().split(" ")[0];
        Path kept;
        try (Stream<Path> all = Files.walk(folder.resolve("store"))) {
            kept = all.filter(file -> file.getFileName().toString().equals(sha256)).findFirst().orElseThrow();
        }
        Files.writeString(kept, "damaged");
        assertEquals("", run(0));
        assertEquals(-1, Files.mismatch(mirror.resolve("low-5.4.3.tcz"), kept));
    }

    @Test
    void aWrongFileIsRefusedBeforeAnythingIsMade() throws Exception {
        Files.writeString(mirror.resolve("low-5.4.3.tcz"), "other bytes");
        String said = run(1);
        assertTrue(said.contains("the extension low-5.4.3.tcz of http://127.0.0.1:"), said);
        assertTrue(said.contains("low-5.4.3.tcz.md5.txt says"), said);
        assertNotEquals(true, Files.exists(folder.resolve("out/system.tar")));
    }

    private void extension(String name, String needs) throws Exception {
        Path tree = Files.createTempDirectory(folder, "tree");
        Path program = Files.writeString(Files.createDirectories(tree.resolve("usr/local/bin")).resolve(name), "run\n");
        assertEquals(0, Call.of(mirror, Map.of(), "chmod", "755", program.toString(), tree.toString()).status());
        Path file = mirror.resolve(name + ".tcz");
        Call made = Call.of(mirror, Map.of(), "mksquashfs", tree.toString(), file.toString(), "-noappend", "-all-root",
            "-b", "4096");
        assertEquals(0, made.status(), made.errors());
        Files.writeString(mirror.resolve(name + ".tcz.md5.txt"), Call.of(mirror, Map.of(), "md5sum", name + ".tcz")
            .output());
        if (!needs.isEmpty()) {
            Files.writeString(mirror.resolve(name + ".tcz.dep"), needs + "\n");
        }
    }

    /** What was said, where the status is another one than 0; nothing otherwise. */
    private String run(int status, String... options) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true),
            () -> 200);
        List<String> words = new ArrayList<>(List.of("run", folder.resolve("loads.groovy").toString()));
        words.addAll(List.of(options));
        int ended = Main.run(new Caller(InputStream.nullInputStream(), new PrintStream(printed, true,
            StandardCharsets.UTF_8), screen, false, new Console(), Map.of("HOME", folder.toString(), "PATH",
            System.getenv("PATH"), "ROOTBUILD_STORE", folder.resolve("store").toString()), folder, Clock.systemUTC(),
            words));
        String said = printed.toString(StandardCharsets.UTF_8) + shown.toString(StandardCharsets.UTF_8);
        assertEquals(status, ended, said);
        return status == 0 ? "" : said;
    }
}
