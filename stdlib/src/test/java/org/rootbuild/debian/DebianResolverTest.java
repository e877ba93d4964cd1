package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchSettings;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;

@Timeout(60)
class DebianResolverTest {
    private static final Pattern KERNEL = Pattern.compile("linux-image-.*-cloud-amd64");

    @TempDir
    private static Path keysFolder;
    private static GpgHome gpg;

    @TempDir
    private Path folder;
    private Path store;
    private Path scratch;
    private TestArchive main;
    private Fetcher fetcher;

    @BeforeAll
    static void makeKeys() throws Exception {
        gpg = new GpgHome(keysFolder);
        gpg.makeKey("archive", "ed25519", "never");
        gpg.makeKey("eve", "ed25519", "never");
    }

    @AfterAll
    static void endAgent() throws Exception {
        gpg.close();
    }

    @BeforeEach
    void makeArchive() throws Exception {
        store = Files.createDirectory(folder.resolve("store"));
        scratch = Files.createDirectory(folder.resolve("scratch"));
        FetchSettings settings = new FetchSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), 1, Duration.ZERO,
            Duration.ZERO, false, Map.of());
        fetcher = new Fetcher(settings, new Random(3), Clock.systemUTC());
        main = new TestArchive(folder, gpg, "bookworm");
        main.add("linux-image-cloud-amd64", "6.1.176-1", "Depends: libc6 (>= 2.36) | base,"
            + " linux-image-6.1.0-50-cloud-amd64 (= 6.1.176-1)", "Provides: linux-latest, wireguard (= 1.0)");
        main.add("linux-image-6.1.0-50-cloud-amd64", "6.1.176-1");
        main.add("hello+x", "1:2.0~rc1-3");
        main.publish("archive");
    }

    @AfterEach
    void stop() throws IOException {
        main.close();
        fetcher.close();
        try (var left = Files.list(scratch)) {
            assertEquals(List.of(), left.toList(), "nothing is left in the scratch folder");
        }
    }

    @Test
    void findsAPackageWhoseFileCanThenBeFetched() throws Exception {
        DebianPackage found = resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT);
        assertEquals("1:2.0~rc1-3", found.version().toString());
        Path deb = fetcher.fetch(found.download(), folder.resolve("hello.deb"), Activity.SILENT);
        Tool tool = new Tool(folder, Map.of());
        assertEquals("hello+x 1:2.0~rc1-3", tool.run("dpkg-deb", "-W", "--showformat=${Package} ${Version}",
            deb.toString()));
    }

    @Test
    void followsAMetapackageToTheVersionThatItNames() throws Exception {
        main.add("linux-image-6.1.0-51-cloud-amd64", "6.1.180-1");
        main.publish("archive");
        DebianPackage kernel = resolver().follow(List.of(main.archive()), "linux-image-cloud-amd64", KERNEL,
            Activity.SILENT);
        assertEquals("linux-image-6.1.0-50-cloud-amd64", kernel.name());
        refused(() -> resolver().follow(List.of(main.archive()), "linux-image-cloud-amd64", Pattern.compile("zlib.*"),
            Activity.SILENT), "has no dependency that matches zlib.*", "libc6 (>= 2.36) | base");
        refused(() -> resolver().follow(List.of(main.archive()), "linux-image-cloud-amd64", Pattern.compile("libc6"),
            Activity.SILENT), "needs libc6 (>= 2.36)", "has no such package");
    }

    @Test
    void theNewestOfSeveralArchivesWins() throws Exception {
        try (TestArchive security = new TestArchive(folder, gpg, "bookworm-security")) {
            security.add("linux-image-cloud-amd64", "6.1.192-2",
                "Depends: linux-image-6.1.0-56-cloud-amd64 (= 6.1.192-2)");
            security.add("linux-image-6.1.0-56-cloud-amd64", "6.1.192-2");
            security.publish("archive");
            for (List<DebianArchive> both : List.of(List.of(main.archive(), security.archive()),
                List.of(security.archive(), main.archive()))) {
                DebianPackage kernel = resolver().follow(both, "linux-image-cloud-amd64", KERNEL, Activity.SILENT);
                assertEquals("linux-image-6.1.0-56-cloud-amd64", kernel.name());
                assertEquals(URI.create(security.mirror() + "/" + kernel.path()),
                    kernel.download().locations().get(0));
            }
        }
    }

    @Test
    void aDependencyInAnotherVersionThanTheOneThereIsIsTold() throws Exception {
        main.add("linux-image-rt-amd64", "7", "Depends: linux-image-6.1.0-50-cloud-amd64 (= 7), wireguard (>= 1.0)");
        main.publish("archive");
        refused(() -> resolver().follow(List.of(main.archive()), "linux-image-rt-amd64", KERNEL, Activity.SILENT),
            "needs linux-image-6.1.0-50-cloud-amd64 (= 7)", "has only linux-image-6.1.0-50-cloud-amd64 6.1.176-1");
        assertEquals("linux-image-cloud-amd64", resolver().follow(List.of(main.archive()), "linux-image-rt-amd64",
            Pattern.compile("wireguard"), Activity.SILENT).name());
    }

    @Test
    void aProvidedNameFindsItsOnlyProviderAndAnUnknownOneItsNeighbour() throws Exception {
        main.add("mta-one", "1", "Provides: mail-agent");
        main.add("mta-two", "1", "Provides: mail-agent");
        main.publish("archive");
        PackageIndex index = resolver().open(List.of(main.archive()), Activity.SILENT);
        assertEquals("linux-image-cloud-amd64", index.find("linux-latest").name());
        refused(() -> index.find("mail-agent"), "is a virtual package", "mta-one, mta-two");
        Failure unknown = refused(() -> index.find("linux-image-clod-amd64"), "there is no package");
        assertTrue(unknown.remedy().contains("Did you mean 'linux-image-cloud-amd64'?"), unknown.remedy());
    }

    @Test
    void thePackageListIsFetchedOnceByItsDigestAndHealedWhereItIsDamaged() throws Exception {
        main.publish("archive", "-o", "APT::FTPArchive::Release::Acquire-By-Hash=yes");
        Path packed = main.path("main/binary-amd64/Packages.xz");
        String digest = new Tool(folder, Map.of()).run("sha256sum", packed.toString()).substring(0, 64);
        Path byHash = Files.createDirectories(packed.resolveSibling("by-hash/SHA256"));
        Files.move(packed, byHash.resolve(digest));
        resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT);
        assertEquals(2, main.requests.size(), main.requests.toString());
        resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT);
        assertEquals(3, main.requests.size(), "the release file only");
        try (var stored = Files.list(store)) {
            Files.writeString(stored.findFirst().orElseThrow(), "damaged");
        }
        resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT);
        assertEquals(5, main.requests.size());
    }

    @Test
    void aMirrorThatIsBehindIsPassedOver() throws Exception {
        DebianArchive both = main.archive(URI.create("http://127.0.0.1:1/debian"), main.mirror());
        DebianPackage found = resolver().find(List.of(both), "hello+x", Activity.SILENT);
        assertEquals(2, found.download().locations().size());
        refused(() -> resolver().find(List.of(main.archive(URI.create("http://127.0.0.1:1/a"),
            URI.create("http://127.0.0.1:1/b"))), "hello+x", Activity.SILENT), "no mirror has a good release file");
    }

    @Test
    void aFileMirrorWorksToo() throws Exception {
        DebianPackage found = resolver().find(List.of(main.archive(main.folder.toUri())), "hello+x", Activity.SILENT);
        assertTrue(Files.size(fetcher.fetch(found.download(), folder.resolve("x.deb"), Activity.SILENT)) > 100);
    }

    @Test
    void aTamperedForeignUnsignedOrMisnamedReleaseIsRefused() throws Exception {
        Path inRelease = main.path("InRelease");
        String good = Files.readString(inRelease);
        Files.writeString(inRelease, good.replace("Origin: Test", "Origin: Tent"));
        refused("does not fit the text");
        Files.writeString(inRelease, main.release("bookworm"));
        refused("is not signed");
        main.sign("eve", main.release("bookworm"));
        refused("has no good signature", "is not in the keyring");
        main.sign("archive", main.release("bullseye"));
        refused("is the release file of 'bullseye' (suite 'test') where 'bookworm' was asked for");
        main.sign("archive", "Codename: bookworm\nDate: Sat, 11 Jul 2020 10:16:37 UTC\n");
        refused("lists no files with their SHA-256");
        Files.writeString(inRelease, "<html>please sign in</html>");
        refused("answered with a web page instead of the file");
    }

    @Test
    void aReleaseThatIsPastItsTimeOrFromTheFutureIsRefused() throws Exception {
        main.publish("archive", "-o", "APT::FTPArchive::Release::ValidTime=3600");
        assertEquals("hello+x", resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT).name());
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        refused(() -> resolver(tomorrow).find(List.of(main.archive()), "hello+x", Activity.SILENT), "was good until");
        main.sign("archive", main.release("bookworm").replaceFirst("Date: .*", "Date: Sat, 11 Jul 2099 10:16:37 UTC"));
        refused(() -> resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT),
            "was made at 2099-07-11T10:16:37Z, which is in the future");
    }

    @Test
    void aPackageListOrPackageWithAnotherDigestIsRefused() throws Exception {
        Path packed = main.path("main/binary-amd64/Packages.xz");
        byte[] good = Files.readAllBytes(packed);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(packed, bad);
        refused("sent a file with SHA-256");
        Files.write(packed, good);
        DebianPackage found = resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT);
        Path deb = main.folder.resolve(found.path());
        byte[] bytes = Files.readAllBytes(deb);
        bytes[bytes.length / 2] ^= 1;
        Files.write(deb, bytes);
        Path target = folder.resolve("hello.deb");
        assertThrows(FetchFailure.class, () -> fetcher.fetch(found.download(), target, Activity.SILENT));
        assertFalse(Files.exists(target));
    }

    @Test
    void aComponentThatIsNotThereIsTold() {
        DebianArchive other = new DebianArchive(List.of(main.mirror()), "bookworm", List.of("contrib"), "amd64");
        refused(() -> resolver().find(List.of(other), "hello+x", Activity.SILENT),
            "lists no packages of component 'contrib' for amd64");
    }

    private void refused(String... words) {
        refused(() -> resolver().find(List.of(main.archive()), "hello+x", Activity.SILENT), words);
        try (var stored = Files.list(store)) {
            assertEquals(0, stored.count(), "nothing unverified is kept");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Failure refused(Executable action, String... words) {
        Failure failure = assertThrows(Failure.class, action);
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word), "'" + word + "' is not in: " + failure.getMessage());
        }
        assertFalse(failure.remedy().isBlank());
        return failure;
    }

    private DebianResolver resolver() throws Exception {
        return resolver(Clock.systemUTC());
    }

    private DebianResolver resolver(Clock clock) throws Exception {
        return new DebianResolver(fetcher, gpg.keyring("archive"), new FolderCache(store), scratch, clock);
    }
}
