package org.rootbuild.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
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
import org.rootbuild.debian.SourcePackage.SourceFile;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchSettings;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;

/** Source packages that dpkg-source built, listed by apt-ftparchive, signed by GnuPG. */
@Timeout(60)
class SourceIndexTest {
    @TempDir
    private static Path all;
    private static GpgHome gpg;
    private static TestArchive archive;
    private static String list;

    @TempDir
    private Path folder;
    private Path store;
    private Path scratch;
    private Fetcher fetcher;

    @BeforeAll
    static void makeArchive() throws Exception {
        gpg = new GpgHome(all);
        gpg.makeKey("archive", "ed25519", "never");
        archive = new TestArchive(all, gpg, "bookworm");
        archive.add("hello-bin", "2.0-3");
        archive.addSource("hello", "2.0", "1:2.0-3", "hello-bin hello-data", "data", "docs");
        archive.addSource("hello", "2.0~rc1", "1:2.0~rc1-9", "hello-bin");
        archive.addNativeSource("hullo", "7");
        list = archive.sources();
    }

    @AfterAll
    static void end() throws Exception {
        archive.close();
        gpg.close();
    }

    @BeforeEach
    void publish() throws Exception {
        store = Files.createDirectory(folder.resolve("store"));
        scratch = Files.createDirectory(folder.resolve("scratch"));
        fetcher = new Fetcher(new FetchSettings(Duration.ofSeconds(2), Duration.ofSeconds(2), 1, Duration.ZERO,
            Duration.ZERO, false, Map.of()), new Random(3), Clock.systemUTC());
        archive.publishSources("archive", list, "xz");
        archive.requests.clear();
    }

    @AfterEach
    void stop() throws IOException {
        fetcher.close();
        try (var left = Files.list(scratch)) {
            assertEquals(List.of(), left.toList(), "nothing is left in the scratch folder");
        }
    }

    @Test
    void theTarballOfTheAuthorsIsFoundInTheNewestVersion() throws Exception {
        SourcePackage found = index().find("hello");
        assertEquals("1:2.0-3", found.version().toString());
        assertEquals("hello_2.0.orig.tar.xz", found.original().name());
        Path tarball = fetcher.fetch(found.download(found.original()), folder.resolve("t.tar.xz"), Activity.SILENT);
        assertEquals("hello-2.0/\nhello-2.0/main.c\n", new Tool(folder, Map.of()).run("tar", "-tf",
            tarball.toString()));
    }

    @Test
    void aVersionIsPinnedWithOrWithoutItsRevision() throws Exception {
        assertEquals("1:2.0~rc1-9", index().find("hello", "1:2.0~rc1-9").version().toString());
        assertEquals("1:2.0-3", index().find("hello", "2.0").version().toString());
        refused(() -> index().find("hello", "3.0"), "there is no version 3.0 of the source package 'hello'",
            "only ", "1:2.0-3", "1:2.0~rc1-9");
    }

    @Test
    void anotherFileIsChosenByItsNameAndASignatureNever() throws Exception {
        SourcePackage hello = index().find("hello");
        assertEquals("hello_2.0.orig-data.tar.xz", file(hello, ".*orig-data.*").name());
        assertEquals("hello_2.0-3.debian.tar.xz", file(hello, ".*\\.debian\\.tar\\..*").name());
        assertEquals("hello_2.0-3.dsc", file(hello, ".*dsc").name());
        assertEquals("hello_2.0.orig.tar.xz", file(hello, ".*orig\\.tar.*").name());
        Failure none = refused(() -> file(hello, ".*asc"), "has no file that matches .*asc", "hello_2.0-3.dsc");
        assertFalse(none.getMessage().contains("xz.asc"), none.getMessage());
    }

    @Test
    void moreThanOneMatchIsAMistakeThatListsThem() throws Exception {
        SourcePackage hello = index().find("hello");
        refused(() -> file(hello, ".*orig-.*"), "has 2 files", "hello_2.0.orig-data.tar.xz, hello_2.0.orig-docs.tar.xz");
    }

    @Test
    void aPackageOfDebianItselfHasOneTarball() throws Exception {
        assertEquals("hullo_7.tar.xz", index().find("hullo").original().name());
    }

    @Test
    void aMissingNameFindsItsNeighbourAndABinaryPackageItsSource() throws Exception {
        Failure near = refused(() -> index().find("hellp"), "there is no source package 'hellp' in bookworm (main)");
        assertTrue(near.remedy().contains("Did you mean 'hello'?"), near.remedy());
        Failure binary = refused(() -> index().find("hello-data"), "the package of that name is built from 'hello'");
        assertTrue(binary.remedy().contains("'hello'"), binary.remedy());
    }

    @Test
    void theListIsFetchedOnceInEachPackingAndHealedWhereItIsDamaged() throws Exception {
        index();
        assertEquals(List.of("dists/bookworm/InRelease", "dists/bookworm/main/source/Sources.xz"), archive.requests);
        index();
        assertEquals(3, archive.requests.size(), "the release file only");
        try (var stored = Files.list(store)) {
            Files.writeString(stored.findFirst().orElseThrow(), "damaged");
        }
        archive.publishSources("archive", list, "gzip");
        assertEquals("hello", index().find("hello").name());
        assertEquals("dists/bookworm/main/source/Sources.gz", archive.requests.get(4));
        archive.publishSources("archive", list + "\nPackage: last\n");
        index();
        assertEquals("dists/bookworm/main/source/Sources", archive.requests.get(6));
    }

    @Test
    void aListThatIsChangedOrCutOffIsRefused() throws Exception {
        Path packed = archive.path("main/source/Sources.xz");
        byte[] good = Files.readAllBytes(packed);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(packed, bad);
        refused(this::index, "sent a file with SHA-256");
        Files.write(packed, Arrays.copyOf(good, good.length / 2));
        refused(this::index, "Sources.xz");
        Files.delete(packed);
        refused(this::index, "Sources.xz");
    }

    @Test
    void aListWhosePackingDoesNotHoldWhatTheReleaseFilePromisesIsRefused() throws Exception {
        Path sources = archive.path("main/source/Sources");
        Files.writeString(sources, list.replace("Version: 7", "Version: 8"));
        new Tool(folder, Map.of()).run("xz", "-kf", sources.toString());
        Files.writeString(sources, list);
        archive.publish("archive");
        refused(this::index, "is not what its release file promises");
        new Tool(folder, Map.of()).run("xz", "-kf", Files.writeString(sources, list + "\n\n").toString());
        Files.writeString(sources, list);
        archive.publish("archive");
        refused(this::index, "is longer than its release file promises");
    }

    @Test
    void aTarballThatIsChangedOrGoneIsRefused() throws Exception {
        SourcePackage hello = index().find("hello", "2.0~rc1");
        Path tarball = archive.folder.resolve("pool/main/hello_2.0~rc1.orig.tar.xz");
        byte[] good = Files.readAllBytes(tarball);
        try {
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(tarball, bad);
            Path target = folder.resolve("t.tar.xz");
            assertThrows(FetchFailure.class,
                () -> fetcher.fetch(hello.download(hello.original()), target, Activity.SILENT));
            Files.delete(tarball);
            assertThrows(FetchFailure.class,
                () -> fetcher.fetch(hello.download(hello.original()), target, Activity.SILENT));
            assertFalse(Files.exists(target));
        } finally {
            Files.write(tarball, good);
        }
    }

    @Test
    void anEntryThatLeadsOutOfTheMirrorOrHasNoDigestsIsRefused() throws Exception {
        for (String folderName : List.of("../../etc", "/etc", "pool\\x", "a//b")) {
            archive.publishSources("archive", list.replace("Directory: pool/main", "Directory: " + folderName), "xz");
            refused(() -> index().find("hello"), "the entry of 'hello'", "is malformed");
        }
        archive.publishSources("archive", list.replaceAll(" (\\d+) hello_2.0.orig.tar.xz\n", " $1 a/b\n"), "xz");
        refused(() -> index().find("hello"), "its list of files has a malformed line");
        archive.publishSources("archive", list.replace("Checksums-Sha256:", "Checksums-Sha3:"), "xz");
        refused(() -> index().find("hello"), "has no field Checksums-Sha256");
    }

    @Test
    void aMirrorWithoutSourcesIsTold() throws Exception {
        try (TestArchive other = new TestArchive(folder, gpg, "bookworm")) {
            other.add("hello-bin", "1");
            other.publish("archive");
            Failure failure = refused(() -> resolver().openSources(List.of(other.archive()), Activity.SILENT),
                "lists no source packages of component 'main'");
            assertTrue(failure.remedy().contains("carries sources"), failure.remedy());
        }
    }

    private static SourceFile file(SourcePackage of, String pattern) throws Failure {
        return of.file(Pattern.compile(pattern), pattern);
    }

    private static Failure refused(Executable action, String... words) {
        Failure failure = assertThrows(Failure.class, action);
        for (String word : words) {
            assertTrue(failure.getMessage().contains(word), "'" + word + "' is not in: " + failure.getMessage());
        }
        assertFalse(failure.remedy().isBlank());
        return failure;
    }

    private SourceIndex index() throws Exception {
        return resolver().openSources(List.of(archive.archive()), Activity.SILENT);
    }

    private DebianResolver resolver() throws Exception {
        return new DebianResolver(fetcher, gpg.keyring("archive"), new FolderCache(store), scratch,
            Clock.systemUTC());
    }
}
