package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchSettings;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/** The real mmdebstrap with an archive on loopback, whose packages are unpacked and not run. */
@Timeout(120)
class BootstrapperTest {
    private static final Tools TOOLS = new Tools("/usr/sbin:/usr/bin:/sbin:/bin");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/debian");

    @TempDir
    private static Path all;
    private static GpgHome gpg;

    @TempDir
    private Path folder;
    private TestArchive archive;
    private Fetcher fetcher;
    private Processes processes;

    @BeforeAll
    static void makeKeys() throws Exception {
        gpg = new GpgHome(all);
        gpg.makeKey("archive", "ed25519", "never");
        gpg.makeKey("eve", "ed25519", "never");
    }

    @AfterAll
    static void endAgent() throws Exception {
        gpg.close();
    }

    @BeforeEach
    void makeArchive() throws Exception {
        archive = new TestArchive(all, gpg, "bookworm");
        archive.add("needed", "1.0");
        archive.add("wanted", "2.0-1", "Depends: needed");
        archive.add("other", "3");
        archive.publish("archive");
        fetcher = new Fetcher(new FetchSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), 1, Duration.ZERO,
            Duration.ZERO, false, Map.of()), new Random(3), Clock.systemUTC());
        processes = new Processes(TOOLS);
    }

    @AfterEach
    void stop() {
        processes.close();
        fetcher.close();
        archive.close();
    }

    @Test
    void signedPackagesAndWhatTheyNeedBecomeATarballThatIsTheSameEachTime() throws Exception {
        Path first = make("archive", digest(), NOWHERE, archive.mirror());
        Tool tar = new Tool(folder, Map.of());
        List<String> names = tar.run("tar", "-tf", first.toString()).lines().toList();
        assertTrue(names.containsAll(List.of("./usr/share/test/needed", "./usr/share/test/wanted")), names.toString());
        assertFalse(names.contains("./usr/share/test/other"), names.toString());
        assertEquals("2.0-1\n", tar.run("tar", "-xOf", first.toString(), "./usr/share/test/wanted"));
        Path again = make("archive", digest(), archive.mirror());
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(again));
    }

    @Test
    void anArchiveThatSomebodyElseSignedIsRefused() throws Exception {
        Failure failure = refused(() -> make("eve", digest(), archive.mirror()), "mmdebstrap", "ended with exit status");
        assertTrue(failure.getMessage().contains("NO_PUBKEY"), failure.getMessage());
    }

    @Test
    void anArchiveThatChangedSinceItWasLookedUpIsNotUsed() throws Exception {
        Failure failure = refused(() -> make("archive", "0".repeat(64), archive.mirror()),
            "the archive of 'bookworm' has changed since it was looked up");
        assertTrue(failure.remedy().contains("--refresh"), failure.remedy());
        assertEquals(List.of("dists/bookworm/InRelease"), archive.requests);
    }

    @Test
    void anArchiveThatChangesWhileItIsReadIsNotUsedEither() throws Exception {
        byte[] newer = gpg.sign(archive.release("bookworm", "-o", "APT::FTPArchive::Release::Label=newer"), "archive");
        archive.publish("archive");
        String looked = digest();
        AtomicInteger reads = new AtomicInteger();
        archive.onRequest = path -> {
            if (path.endsWith("/InRelease") && reads.incrementAndGet() == 2) {
                replace(archive.path("InRelease"), newer);
            }
        };
        refused(() -> make("archive", looked, archive.mirror()),
            "the archive of 'bookworm' has changed since it was looked up");
        assertTrue(reads.get() >= 2);
    }

    private static void replace(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPackageThatIsNotThereIsTold() throws Exception {
        String release = digest();
        refused(() -> make(bare("wanted", "wantde"), TOOLS, "archive", release, archive.mirror()), "wantde");
    }

    @Test
    void aHostWithoutMmdebstrapIsToldWhatToInstall() throws Exception {
        String release = digest();
        HostLacks lacks = assertThrows(HostLacks.class,
            () -> make(bare("wanted"), new Tools("/nowhere"), "archive", release, archive.mirror()));
        assertTrue(lacks.remedy().contains("'apt-get install mmdebstrap'"), lacks.remedy());
    }

    @Test
    void aUserWithTooFewNumbersIsToldHowToGetThem() throws Exception {
        Path map = Files.writeString(folder.resolve("uid_map"), "         0       1000          1\n");
        HostLacks lacks = assertThrows(HostLacks.class, () -> Bootstrapper.requireOwners(map));
        assertTrue(lacks.getMessage().contains("only 1 user number"), lacks.getMessage());
        assertTrue(lacks.remedy().contains("--add-subuids"), lacks.remedy());
        Bootstrapper.requireOwners(Files.writeString(map, "0 1000 1\n1 100000 65536\n"));
    }

    @Test
    void whatCannotBeABaseSystemIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> system("tiny", List.of("gcc")));
        assertThrows(IllegalArgumentException.class, () -> system("extract", List.of()));
        for (String name : List.of("", "-x", "a b", "gcc,make", "~i", "gcc=", "../x")) {
            assertThrows(IllegalArgumentException.class, () -> system("minbase", List.of(name)), name);
        }
        assertEquals(List.of("gcc=4:12.2.0-3", "libc6:amd64", "make"),
            system("minbase", List.of("make", "libc6:amd64", "gcc=4:12.2.0-3", "make")).packages());
    }

    @Test
    void whatIsInstalledIsReadFromDpkgsOwnList() throws Exception {
        String status = "Package: a\nStatus: install ok installed\nArchitecture: all\nVersion: 1:2-3\n\n"
            + "Package: b\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 9\n";
        assertEquals(List.of("a 1:2-3 all"), InstalledPackages.read(status.getBytes(), "status"));
        assertThrows(Failure.class, () -> InstalledPackages.read("Status: x installed\n".getBytes(), "status"));
    }

    private static BaseSystem bare(String... packages) {
        return system("extract", List.of(packages));
    }

    private static BaseSystem system(String variant, List<String> packages) {
        return new BaseSystem("bookworm", List.of("main"), "amd64", variant, packages);
    }

    private String digest() throws Exception {
        return new Tool(folder, Map.of()).run("sha256sum", archive.path("InRelease").toString()).substring(0, 64);
    }

    private Path make(String key, String release, URI... mirrors) throws Exception {
        return make(bare("wanted"), TOOLS, key, release, mirrors);
    }

    private Path make(BaseSystem system, Tools tools, String key, String release, URI... mirrors) throws Exception {
        return new Bootstrapper(processes, tools, fetcher, gpg.keyring(key), Map.of()).make(system, List.of(mirrors),
            release, Files.createTempDirectory(folder, "scratch"), 315532800, Activity.SILENT);
    }

    private static Failure refused(Executable action, String... words) {
        Failure failure = assertThrows(Failure.class, action);
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word), "'" + word + "' is not in: " + failure.getMessage());
        }
        assertFalse(failure.remedy().isBlank());
        return failure;
    }
}
