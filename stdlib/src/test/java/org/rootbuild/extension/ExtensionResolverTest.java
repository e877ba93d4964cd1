package org.rootbuild.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.fetch.FetchFailure;
import org.rootbuild.fetch.FetchSettings;
import org.rootbuild.fetch.Fetcher;
import org.rootbuild.problem.Failure;

@Timeout(60)
class ExtensionResolverTest {
    private static final String KERNEL = "5.4.3-tinycore64";

    @TempDir
    private Path folder;
    private TestRepository repository;
    private final Map<String, RepositoryFiles.Found> shelf = new HashMap<>();

    @BeforeEach
    void makeRepository() throws Exception {
        repository = new TestRepository(folder);
        Files.createDirectory(folder.resolve("shelf"));
        repository.add("openssl");
        repository.add("zlib_base-dev");
        repository.add("openssh", "openssl.tcz", "", "zlib_base-dev.tcz  ");
        repository.add("alsa-" + KERNEL);
        repository.add("player", "openssh.tcz\r", "alsa-KERNEL.tcz", "openssl.tcz");
    }

    @AfterEach
    void end() {
        repository.close();
    }

    @Test
    void eachIsTakenOnceAndAfterWhatItNeeds() throws Exception {
        assertEquals(List.of("openssl", "zlib_base-dev", "openssh", "alsa-" + KERNEL, "player"),
            names(inFolder("player", "openssh")));
        assertEquals(List.of("openssl"), names(inFolder("openssl.tcz", "openssl")));
    }

    @Test
    void whatIsFoundOverHttpIsTheSameAndIsBroughtOnce() throws Exception {
        ExtensionList list = overHttp("player");
        assertEquals(inFolder("player"), list);
        for (Extension one : list.extensions()) {
            String sum = repository.run("sha256sum", one.name().file()).split(" ")[0];
            assertEquals(sum, one.found().orElseThrow().sha256());
        }
        repository.requests.clear();
        assertEquals(list, overHttp("player"));
        assertFalse(repository.requests.stream().anyMatch(file -> file.endsWith(".tcz")),
            repository.requests.toString());
    }

    @Test
    void whatTheRecipeMakesGoesBeforeWhatIsThereAndMayNeedIt() throws Exception {
        repository.add("app", "openssl.tcz");
        ExtensionName openssl = ExtensionName.of("openssl");
        ExtensionResolver resolver = new ExtensionResolver(new RepositoryFolder(repository.folder), Optional.of(KERNEL),
            2);
        repository.add("zlib");
        ExtensionList list = resolver.resolve(asked("app"), Map.of(openssl, asked("zlib")));
        assertEquals(List.of("zlib", "openssl", "app"), names(list));
        assertEquals(Optional.empty(), list.extensions().get(1).found());
        assertEquals(list, ExtensionList.read(Files.writeString(folder.resolve("made"), list.text())));
        assertTrue(assertThrows(Failure.class, () -> resolver.resolve(asked("app"), Map.of(openssl, asked("app"))))
            .getMessage().endsWith("app.tcz → openssl.tcz → app.tcz"));
    }

    @Test
    void withoutARepositoryWhatTheRecipeDoesNotMakeIsNamed() throws Exception {
        ExtensionResolver resolver = new ExtensionResolver(new NoRepository(), Optional.empty(), 1);
        Map<ExtensionName, List<ExtensionName>> made = Map.of(ExtensionName.of("doc"), asked("hello"),
            ExtensionName.of("hello"), List.of());
        assertEquals(List.of("hello", "doc"), names(resolver.resolve(asked("doc"), made)));
        assertEquals("the repository of this recipe's own extensions lacks gone.tcz", assertThrows(Failure.class,
            () -> resolver.resolve(asked("gone"), made)).getMessage());
    }

    @Test
    void aCircleIsNamedFromItsBeginningToItsEnd() throws Exception {
        repository.add("a", "b.tcz");
        repository.add("b", "c.tcz");
        repository.add("c", "b.tcz");
        Failure failure = assertThrows(Failure.class, () -> inFolder("a"));
        assertTrue(failure.getMessage().endsWith("in a circle: b.tcz → c.tcz → b.tcz"), failure.getMessage());
        repository.add("self", "self.tcz");
        assertTrue(assertThrows(Failure.class, () -> overHttp("self")).getMessage()
            .endsWith("self.tcz → self.tcz"));
    }

    @Test
    void allThatIsMissingIsNamedWithWhoAskedForIt() throws Exception {
        repository.add("wants", "openssh.tcz", "gone.tcz");
        repository.add("more", "wants.tcz", "gone-KERNEL.tcz");
        for (boolean http : List.of(true, false)) {
            Failure failure = assertThrows(Failure.class, () -> resolve(http, "more", "nothing"));
            assertTrue(failure.getMessage().endsWith(" lacks gone.tcz (more.tcz → wants.tcz →"
                + " gone.tcz), and gone-5.4.3-tinycore64.tcz (more.tcz → gone-5.4.3-tinycore64.tcz), and nothing.tcz"),
                failure.getMessage());
        }
    }

    @Test
    void whatIsNotWhatItsChecksumSaysIsRefused() throws Exception {
        Path file = repository.folder.resolve("openssl.tcz");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThrows(AssertionError.class, () -> repository.run("md5sum", "-c", "openssl.tcz.md5.txt"));
        for (boolean http : List.of(true, false)) {
            Failure failure = assertThrows(Failure.class, () -> resolve(http, "openssh"));
            assertTrue(failure.getMessage().startsWith("the extension openssl.tcz of ")
                && failure.getMessage().contains("openssl.tcz.md5.txt says"), failure.getMessage());
        }
        try (Stream<Path> left = Files.list(folder.resolve("shelf"))) {
            assertEquals(shelf.size(), left.count(), "a wrong file stays nowhere");
        }
    }

    @Test
    void aKernelThatIsNotSaidIsAskedFor() {
        Failure failure = assertThrows(Failure.class, () -> new ExtensionResolver(
            new RepositoryFolder(repository.folder), Optional.empty(), 2).resolve(asked("player")));
        assertTrue(failure.getMessage().contains("(player.tcz → alsa-KERNEL.tcz)"), failure.getMessage());
        assertTrue(failure.remedy().contains("kernel:"), failure.remedy());
    }

    @Test
    void hostileTextsAreRefused() throws Exception {
        for (String line : List.of("../../etc/passwd", "/etc/passwd", "a b", "-rf", "<html>")) {
            repository.add("bad", line);
            assertTrue(assertThrows(Failure.class, () -> inFolder("bad")).getMessage()
                .startsWith("the file bad.tcz.dep of "), line);
        }
        repository.add("bad");
        Path sum = repository.folder.resolve("bad.tcz.md5.txt");
        for (String text : List.of("", "<html>", "0123  bad.tcz", "x".repeat(2 << 20))) {
            Files.writeString(sum, text);
            assertThrows(Failure.class, () -> inFolder("bad"));
            assertThrows(Failure.class, () -> overHttp("bad"));
        }
    }

    @Test
    void aChainOfTenThousandNeedsNoStack() throws Exception {
        DependencyGraph graph = new DependencyGraph();
        for (int i = 0; i < 10_000; i++) {
            graph.add(new ExtensionName("e" + i), List.of(new ExtensionName("e" + (i + 1))));
        }
        graph.add(new ExtensionName("e10000"), List.of());
        assertEquals(10_001, graph.order(List.of(new ExtensionName("e0")), "test").size());
    }

    @Test
    void aServerThatDoesNotAnswerIsNoMissingExtension() {
        Repository gone = Repository.of("http://127.0.0.1:1/tcz", Optional.empty(), Optional.empty(), Optional.empty());
        assertThrows(FetchFailure.class, () -> resolve(gone, "openssl"));
    }

    @Test
    void aListIsReadAsItWasWritten() throws Exception {
        ExtensionList list = inFolder("player");
        Path file = Files.writeString(folder.resolve("list"), list.text());
        assertEquals(list, ExtensionList.read(file));
        for (String damaged : List.of("", "x", list.text().substring(0, 80), list.text().replace("\n", " \n"),
            list.text().strip())) {
            Files.writeString(file, damaged);
            assertThrows(Failure.class, () -> ExtensionList.read(file), damaged);
        }
    }

    private static List<ExtensionName> asked(String... names) {
        return Stream.of(names).map(ExtensionName::of).toList();
    }

    private static List<String> names(ExtensionList list) {
        return list.extensions().stream().map(one -> one.name().bare()).toList();
    }

    private ExtensionList resolve(boolean http, String... names) throws Exception {
        return http ? overHttp(names) : inFolder(names);
    }

    private ExtensionList inFolder(String... names) throws Exception {
        return new ExtensionResolver(new RepositoryFolder(repository.folder), Optional.of(KERNEL), 2)
            .resolve(asked(names));
    }

    private ExtensionList overHttp(String... names) throws Exception {
        return resolve(repository.overHttp(KERNEL), names);
    }

    private ExtensionList resolve(Repository from, String... names) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        FetchSettings settings = new FetchSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), 1, Duration.ZERO,
            Duration.ZERO, false, Map.of());
        try (Fetcher fetcher = new Fetcher(settings, new Random(3), Clock.systemUTC())) {
            return new ExtensionResolver(new RepositoryMirror(from, fetcher, new Shelf(), scratch, Activity.SILENT),
                from.kernel(), 4).resolve(asked(names));
        } finally {
            try (Stream<Path> left = Files.list(scratch)) {
                assertEquals(0, left.filter(file -> !file.toString().contains(".part")).count());
            }
        }
    }

    private final class Shelf implements ExtensionShelf {
        @Override
        public synchronized Optional<RepositoryFiles.Found> find(String md5) {
            return Optional.ofNullable(shelf.get(md5));
        }

        @Override
        public Path growing(String md5) throws IOException {
            return Files.createDirectories(folder.resolve("downloads")).resolve(md5);
        }

        @Override
        public synchronized void add(RepositoryFiles.Found found, Path file) throws IOException {
            Path kept = Files.createDirectories(folder.resolve("shelf")).resolve(found.sha256());
            Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
            shelf.put(found.md5(), found);
        }
    }
}
