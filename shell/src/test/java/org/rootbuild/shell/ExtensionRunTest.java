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

    private static final String MAKES = """
        recipe 'loads'
        root('lib') { pass('lib') { write '/package/usr/local/lib/lib.so', 'ours' } }
        root('app') { pass('app') { write '/usr/local/bin/app', 'run', mode: 0755; write '/usr/local/large', 'x' * 9000 } }
        artifact('lib.tcz') { tcz root('lib'), from: '/package', owner: '0:0', script: 'echo lib >> /etc/ran' }
        artifact('app.tcz') { tcz root('app'), needs: ['lib', 'low-KERNEL'], blockSize: 128.KiB, fragments: false }
        def core = repository('%s', kernel: '5.4.3', made: [artifact('lib.tcz'), artifact('app.tcz')])
        root('system') {
            pass('has-lib') { tcz 'lib', from: repository(artifact('lib.tcz')) }
            pass('has-app') { tcz 'app', from: core }
            pass('user') { tcz 'user', from: core }
            pass('files') { tczFiles 'app', from: core, to: '/cde', onBoot: true }
        }
        artifact('system.tar') { tar root('system') }
        """;
    private static final String RUNS = """
        recipe 'loads'
        root('system', from: host()) {
            pass('loaded') {
                tcz 'second', from: repository('%s'), scripts: 'run'
                verify('in their order') { output 'cat /etc/ran', equals: 'first second' }
            }
        }
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
        recipe(RECIPE);
    }

    private void recipe(String text) throws Exception {
        Files.writeString(folder.resolve("loads.groovy"), text.formatted("http://127.0.0.1:"
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

    @Test
    void whatTheRecipeMakesIsTakenInTheSameRun() throws Exception {
        recipe(MAKES);
        extension("user", "lib.tcz");
        extension("lib", "gone.tcz");
        assertEquals("", run(0));
        Call.of(folder, Map.of(), "tar", "-xf", "out/system.tar");
        assertEquals("ours", Files.readString(folder.resolve("usr/local/lib/lib.so")), "and not the mirror's");
        assertEquals("#!/bin/sh\necho lib >> /etc/ran", Files.readString(folder.resolve("usr/local/tce.installed/lib")));
        for (String there : List.of("bin/app", "bin/user", "tce.installed/app", "bin/low-5.4.3")) {
            assertTrue(Files.exists(folder.resolve("usr/local").resolve(there)), there);
        }
        Path kept = folder.resolve("cde/optional");
        assertEquals(0, Call.of(kept, Map.of(), "md5sum", "-c", "app.tcz.md5.txt", "lib.tcz.md5.txt",
            "low-5.4.3.tcz.md5.txt").status());
        assertEquals(-1, Files.mismatch(folder.resolve("out/app.tcz"), kept.resolve("app.tcz")));
        assertEquals("lib.tcz\nlow-KERNEL.tcz\n", Files.readString(kept.resolve("app.tcz.dep")));
        String packed = Call.of(kept, Map.of(), "unsquashfs", "-s", "app.tcz").output();
        assertTrue(packed.contains("Block size 131072") && packed.contains("Number of fragments 0"), packed);
        assertTrue(Call.of(kept, Map.of(), "unsquashfs", "-s", "lib.tcz").output().contains("Block size 4096"));
    }

    @Test
    void aChangeOfWhatItMakesReachesWhatTakesIt() throws Exception {
        recipe(MAKES);
        extension("user", "lib.tcz");
        run(0);
        recipe(MAKES.replace("'run', mode", "'run 2', mode"));
        String said = again();
        assertTrue(said.contains("has-app/tcz") && !said.contains("has-lib/tcz"), said);
        Call.of(folder, Map.of(), "tar", "-xf", "out/system.tar");
        assertEquals("run 2", Files.readString(folder.resolve("usr/local/bin/app")));
    }

    @Test
    void whatTheRecipeMakesMustBeThereBeforeWhatNeedsIt() throws Exception {
        recipe(MAKES.replaceAll("(?m)^ *pass\\('has-(lib|app)'\\) \\{ tcz .*$", ""));
        extension("user", "lib.tcz");
        String said = run(1);
        assertTrue(said.contains("the extension lib.tcz, which this recipe makes, is needed by another one")
            && said.contains("Name it too, before the one that needs it: 'lib'."), said);
    }

    @Test
    void whatIsNoExtensionOfTheRecipeIsToldWhenItIsRead() throws Exception {
        recipe(MAKES.replace("artifact('app.tcz')])", "artifact('low.tcz'), 'x'])"));
        String said = run(2);
        assertTrue(said.contains("'low.tcz' is no extension that is made further up")
            && said.contains("'made:' holds what is no artifact"), said);
        recipe(MAKES.replace("blockSize: 128.KiB", "blockSize: 3.KiB, compress: 'rar'"));
        assertTrue(run(2).contains("squashfs is compressed with gzip, xz, zstd, lz4 or lzo, not with 'rar'"));
    }

    @Test
    void scriptsAreRunInTheirOrderWhereTheRecipeSaysSo() throws Exception {
        recipe(RUNS);
        script("first", "", "printf first > /etc/ran\n");
        script("second", "first.tcz", "printf ' second' >> /etc/ran\n");
        assertEquals("", run(0));
        script("first", "", "echo 'it does not start' >&2; exit 4\n");
        String said = run(1, "--refresh");
        assertTrue(said.contains("it does not start") && said.contains("4"), said);
        assertTrue(!Files.exists(Path.of("/etc/ran")), "the host's own files stay");
    }

    private void script(String name, String needs, String text) throws Exception {
        extension(name, needs, Map.of("usr/local/tce.installed/" + name, "#!/bin/sh\n" + text));
    }

    private void extension(String name, String needs) throws Exception {
        extension(name, needs, Map.of());
    }

    private void extension(String name, String needs, Map<String, String> files) throws Exception {
        Path tree = Files.createTempDirectory(folder, "tree");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
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

    /** What a run that ends well says. */
    private String again() {
        return said(0, List.of());
    }

    /** What was said, where the status is another one than 0; nothing otherwise. */
    private String run(int status, String... options) {
        String said = said(status, List.of(options));
        return status == 0 ? "" : said;
    }

    private String said(int status, List<String> options) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), new Look(false, true),
            () -> 200);
        List<String> words = new ArrayList<>(List.of("run", folder.resolve("loads.groovy").toString()));
        words.addAll(options);
        int ended = Main.run(new Caller(InputStream.nullInputStream(), new PrintStream(printed, true,
            StandardCharsets.UTF_8), screen, false, new Console(), Map.of("HOME", folder.toString(), "PATH",
            System.getenv("PATH"), "ROOTBUILD_STORE", folder.resolve("store").toString()), folder, Clock.systemUTC(),
            words));
        String said = printed.toString(StandardCharsets.UTF_8) + shown.toString(StandardCharsets.UTF_8);
        assertEquals(status, ended, said);
        return said;
    }
}
