package org.rootbuild.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.LayerContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

class StoreTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    @TempDir
    private Path folder;
    private Path place;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        place = folder.resolve("deep/store");
        store = at(NOW);
    }

    private Store at(Instant time) throws IOException {
        return Store.open(place, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static String fingerprint(int number) {
        return Digests.hex(("result " + number).getBytes(StandardCharsets.UTF_8));
    }

    private static StoredResult layer(Store store, String fingerprint, String text) throws IOException {
        return layer(store, fingerprint, text, false);
    }

    private static StoredResult layer(Store store, String fingerprint, String text, boolean replacing)
            throws IOException {
        Path assembled = store.temporaryFolder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Path file = assembled.resolve("tree/etc/a");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Manifest manifest = new Manifest(Fields.builder().text("node", "one").build(), List.of(
            new Change.Put(new Entry.Folder("etc", Attributes.ofRoot(0755, 0))),
            new Change.Put(new Entry.PlainFile("etc/a", Attributes.ofRoot(0644, 0),
                new LayerContent(file, bytes.length, Digests.hex(bytes))))));
        return replacing ? store.replace(fingerprint, assembled, manifest) : store.commit(fingerprint, assembled, manifest);
    }

    private static String text(StoredResult result) throws IOException {
        Change.Put put = (Change.Put) result.manifest().changes().get(1);
        return new String(((Entry.PlainFile) put.entry()).content().bytes(), StandardCharsets.UTF_8);
    }

    private Path source(Store in, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("download"), text);
        return in.addSource(Digests.hex(text.getBytes(StandardCharsets.UTF_8)), file);
    }

    private List<Path> list(String kind) throws IOException {
        return StoreScan.list(place.resolve(kind));
    }

    @Test
    void aStoreOfAnotherVersionIsRefused() throws IOException {
        Files.writeString(place.resolve("version"), "2\n");
        Failure failure = assertThrows(Failure.class, () -> at(NOW));
        assertTrue(failure.getMessage().contains("was made by another version"), failure.getMessage());
        Files.writeString(place.resolve("version"), "");
        assertThrows(Failure.class, () -> at(NOW));
    }

    @Test
    void aStoreThatCannotBeWrittenToIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path impossible : List.of(file, file.resolve("store"), Path.of("/proc/store"))) {
            Failure failure = assertThrows(Failure.class, () -> Store.open(impossible, Clock.systemUTC()));
            assertTrue(failure.getMessage().startsWith("the store " + impossible + " cannot be written to"));
            assertTrue(failure.remedy().contains("ROOTBUILD_STORE"));
        }
    }

    @Test
    void whatIsCommittedIsThereWholeAndNothingIsLeftBehind() throws IOException {
        StoredResult result = layer(store, fingerprint(1), "text");
        assertEquals(0, store.pendingCount());
        assertEquals(Optional.of(result), store.result(fingerprint(1)));
        assertEquals("text", text(result));
        assertEquals(List.of(), list("tmp"));
        assertEquals(Optional.empty(), store.result(fingerprint(2)));
        assertEquals(Optional.of(fingerprint(1)), store.owner(result.folder().resolve("tree/etc/a")));
        assertEquals(Optional.empty(), store.owner(place.resolve("version")));
    }

    @Test
    void theFirstResultStaysUnlessAPersonAskedForAnother() throws IOException {
        layer(store, fingerprint(1), "first");
        assertEquals("first", text(layer(store, fingerprint(1), "second")));
        assertEquals("third", text(layer(store, fingerprint(1), "third", true)));
        assertEquals("third", text(store.result(fingerprint(1)).orElseThrow()));
        assertEquals(List.of(), list("tmp"));
    }

    private StoredResult pending(String fingerprint, String text) throws IOException {
        StoredResult model = layer(at(NOW), fingerprint(99), text);
        Path assembled = store.temporaryFolder();
        Files.createDirectories(assembled.resolve("tree/etc"));
        Files.copy(model.folder().resolve("tree/etc/a"), assembled.resolve("tree/etc/a"));
        StoredResult result = store.commitLater(fingerprint, assembled, model.manifest());
        store.setAside(fingerprint(99));
        return result;
    }

    @Test
    void manyResultsAreSettledTogether() throws IOException {
        for (int number = 0; number < 5; number++) {
            pending(fingerprint(number), "text " + number);
        }
        assertEquals(5, store.pendingCount());
        store.settle();
        assertEquals(0, store.pendingCount());
        for (int number = 0; number < 5; number++) {
            Path result = place.resolve("results").resolve(fingerprint(number).substring(0, 2)).resolve(fingerprint(number));
            assertTrue(Files.exists(result.resolve(ManifestFile.NAME)));
            assertFalse(Files.exists(result.resolve(ManifestFile.PENDING)));
        }
    }

    @Test
    void whatADeadProcessLeftPendingIsAdoptedWhenItIsWhole() throws IOException {
        pending(fingerprint(1), "whole");
        StoredResult damaged = pending(fingerprint(2), "damaged");
        Files.write(damaged.folder().resolve("tree/etc/a"), new byte[0]);
        pending(fingerprint(3), "whole");
        Store other = at(NOW);
        assertEquals("whole", text(other.result(fingerprint(1)).orElseThrow()));
        assertEquals(Optional.empty(), other.result(fingerprint(2)));
        assertEquals("made again", text(layer(other, fingerprint(2), "made again")));
        assertEquals("whole", text(layer(other, fingerprint(3), "later")));
        store.settle();
        assertEquals("made again", text(store.result(fingerprint(2)).orElseThrow()));
    }

    @Test
    void aDamagedResultGivesWay() throws IOException {
        StoredResult damaged = layer(store, fingerprint(1), "first");
        Files.writeString(damaged.folder().resolve(ManifestFile.NAME), "no manifest");
        assertEquals("second", text(layer(store, fingerprint(1), "second")));
    }

    @Test
    void manyWhoCommitTheSameAtOnceAllGetTheOneThatIsThere() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String fingerprint = fingerprint(round);
                List<Callable<String>> racers = new ArrayList<>();
                for (int racer = 0; racer < 8; racer++) {
                    String text = "made by " + racer;
                    racers.add(() -> text(layer(at(NOW), fingerprint, text)));
                }
                List<String> seen = new ArrayList<>();
                for (var racer : pool.invokeAll(racers)) {
                    seen.add(racer.get());
                }
                String stays = text(store.result(fingerprint).orElseThrow());
                assertEquals(List.of(stays), seen.stream().distinct().toList());
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(List.of(), list("tmp"));
    }

    @Test
    void aSourceThatChangedIsSetAside() throws IOException {
        Path file = source(store, "gcc");
        String sha256 = file.getFileName().toString();
        assertEquals(Optional.of(file), store.verifiedSource(sha256));
        assertFalse(Files.exists(folder.resolve("download")));
        Files.writeString(file, "g++");
        assertEquals(Optional.empty(), store.verifiedSource(sha256));
        assertFalse(store.hasSource(sha256));
        assertEquals(1, list("quarantine").size());
        source(store, "gcc");
        Files.writeString(file, "g++");
        assertEquals(Optional.empty(), store.verifiedSource(sha256));
        assertEquals(2, list("quarantine").size());
    }

    @Test
    void settingAsideWhatIsGoneAlreadyIsNoError() throws IOException {
        layer(store, fingerprint(1), "x");
        store.setAside(fingerprint(1));
        store.setAside(fingerprint(1));
        assertEquals(1, list("quarantine").size());
    }

    @Test
    void usageCountsByKindAndSharedContentsOnce() throws IOException {
        source(store, "12345");
        StoredResult one = layer(store, fingerprint(1), "x".repeat(1000));
        StoredResult two = layer(store, fingerprint(2), "y");
        Files.delete(two.folder().resolve("tree/etc/a"));
        Files.createLink(two.folder().resolve("tree/etc/a"), one.folder().resolve("tree/etc/a"));
        Files.writeString(store.downloads().resolve("half"), "123");
        Files.writeString(store.temporaryFolder().resolve("left"), "1234567");
        StoreUsage usage = StoreUsage.of(store);
        assertEquals(new StoreUsage.Amount(1, 5), usage.amounts().get(StoreUsage.Kind.SOURCES));
        assertEquals(new StoreUsage.Amount(1, 3), usage.amounts().get(StoreUsage.Kind.DOWNLOADS));
        assertEquals(new StoreUsage.Amount(1, 7), usage.amounts().get(StoreUsage.Kind.TEMPORARY));
        assertEquals(new StoreUsage.Amount(0, 0), usage.amounts().get(StoreUsage.Kind.QUARANTINE));
        long manifests = Files.size(one.folder().resolve(ManifestFile.NAME)) + Files.size(two.folder().resolve(ManifestFile.NAME));
        assertEquals(new StoreUsage.Amount(2, 1000 + manifests), usage.amounts().get(StoreUsage.Kind.RESULTS));
        assertEquals(5 + 3 + 7 + 1000 + manifests, usage.bytes());
    }

    @Test
    void whatWasOfUseTheLongestTimeAgoIsCollectedFirst() throws IOException {
        for (int day = 0; day < 4; day++) {
            layer(at(NOW.plus(Duration.ofDays(day))), fingerprint(day), "x".repeat(10_000) + day);
        }
        Store later = at(NOW.plus(Duration.ofDays(9)));
        later.touch(later.result(fingerprint(0)).orElseThrow());
        var collected = new StoreCollector(later, Clock.fixed(NOW, ZoneOffset.UTC)).collect(22_000, "test");
        assertEquals(2, collected.removedEntries());
        assertEquals(List.of(true, false, false, true),
            List.of(0, 1, 2, 3).stream().map(day -> later.result(fingerprint(day)).isPresent()).toList());
        assertTrue(collected.left().bytes() <= 22_000);
        assertEquals(collected.left(), StoreUsage.of(later));
        assertEquals(List.of(), list("tmp"));
    }

    @Test
    void aStoreWithinItsCapKeepsEverythingButOldLeftovers() throws IOException {
        Path tmp = store.temporaryFolder();
        Path download = Files.writeString(store.downloads().resolve("half"), "x");
        Path work = Files.writeString(store.workspace(folder).resolve("step"), "x");
        layer(store, fingerprint(1), "x");
        source(store, "gcc");
        Path fresh = Files.writeString(store.downloads().resolve("fresh"), "x");
        for (Path old : List.of(download, work, work.getParent())) {
            Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(25))));
        }
        Files.setLastModifiedTime(fresh, FileTime.from(NOW.minus(Duration.ofHours(23))));
        StoreCollector collector = new StoreCollector(store, Clock.fixed(NOW, ZoneOffset.UTC));
        assertEquals(2, collector.collect(Long.MAX_VALUE, "test").removedEntries());
        assertEquals(List.of(false, true, false, true),
            List.of(tmp, fresh, download, work).stream().map(Files::exists).toList());
        StoreCollector muchLater = new StoreCollector(store, Clock.fixed(NOW.plus(Duration.ofDays(30)), ZoneOffset.UTC));
        assertEquals(2, muchLater.collect(Long.MAX_VALUE, "test").removedEntries());
        assertFalse(Files.exists(work));
        assertTrue(store.result(fingerprint(1)).isPresent());
    }

    @Test
    void whatAKilledProcessLeftIsGoneWhenTheNextOneBegins() throws IOException {
        Path dead = Files.createDirectories(place.resolve("tmp/7-1-1/tree"));
        Files.writeString(dead.resolve("half"), "x");
        Files.createDirectories(place.resolve("users"));
        Files.writeString(place.resolve("users/7-0-0"), "process 7\n");
        try (StoreUse first = store.use("first")) {
            assertEquals(List.of(), list("tmp"));
            assertEquals(1, list("users").size());
            Path own = store.temporaryFolder();
            try (StoreUse second = store.use("second")) {
                assertTrue(Files.exists(own), "it belongs to a process that still uses the store");
            }
        }
    }

    @Test
    void wordsOfAnOwnerThatAreDamagedAreStillShown() throws IOException {
        Path file = folder.resolve("lock");
        Files.write(file, new byte[] {(byte) 0xff, 'x', '\n'});
        assertTrue(FileClaim.owner(file).endsWith("x"));
        Files.write(place.resolve("version"), new byte[] {(byte) 0xff});
        assertTrue(assertThrows(Failure.class, () -> at(NOW)).getMessage().contains("is damaged"));
    }

    @Test
    void aCollectionIsRefusedWhileSomebodyUsesTheStoreAndNamesThem() throws IOException {
        StoreCollector collector = new StoreCollector(store, Clock.fixed(NOW, ZoneOffset.UTC));
        try (StoreUse use = store.use("process 7, 'rootbuild run box'")) {
            assertTrue(Files.exists(place.resolve("users")), use.toString());
            assertTrue(assertThrows(Failure.class, () -> collector.collect(0, "test")).getMessage()
                .endsWith("is in use by process 7, 'rootbuild run box'"));
        }
        // What a dead process left of its use hinders nobody.
        Files.writeString(place.resolve("users/dead"), "process 8\n");
        collector.collect(0, "test");
        assertEquals(List.of(), list("users"));
    }

    @Test
    void aUserInAnotherProcessIsSeenTooAndEndsWithIt() throws Exception {
        Process user = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), StoreTest.class.getName(), place.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertEquals('u', user.getInputStream().read());
            StoreCollector collector = new StoreCollector(store, Clock.fixed(NOW, ZoneOffset.UTC));
            assertTrue(assertThrows(Failure.class, () -> collector.collect(0, "test")).getMessage()
                .endsWith("is in use by the other process"));
            user.destroyForcibly().waitFor();
            collector.collect(0, "test");
        } finally {
            user.destroyForcibly();
        }
    }

    /** The other process. */
    public static void main(String[] arguments) throws Exception {
        try (StoreUse use = Store.open(Path.of(arguments[0]), Clock.systemUTC()).use("the other process")) {
            System.out.println("u " + use);
            System.out.flush();
            Thread.sleep(60_000);
        }
    }

    @Test
    void verifyingSetsAsideWhatIsDamagedAndNothingElse() throws IOException {
        Path good = source(store, "good");
        Path bad = source(store, "bad");
        StoredResult whole = layer(store, fingerprint(1), "whole");
        StoredResult content = layer(store, fingerprint(2), "content");
        StoredResult manifest = layer(store, fingerprint(3), "manifest");
        Path assembled = store.temporaryFolder();
        Files.writeString(assembled.resolve(StoredResult.ARTIFACT_FILE), "image");
        StoredResult artifact = store.commit(fingerprint(4), assembled, new Manifest(Fields.builder()
            .text("sha256", Digests.hex("image".getBytes(StandardCharsets.UTF_8))).build(), List.of()));
        List<Long> heard = new ArrayList<>();
        StoreVerifier verifier = new StoreVerifier(store);
        assertEquals(List.of(), verifier.verify((entries, bytes) -> heard.add(entries)).damaged());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), heard);
        for (Path file : List.of(bad, content.folder().resolve("tree/etc/a"), manifest.folder().resolve(ManifestFile.NAME),
                artifact.file())) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }
        StoreVerifier.Verified verified = verifier.verify((entries, bytes) -> { });
        assertEquals(List.of(bad, content.folder(), manifest.folder(), artifact.folder()).stream().sorted().toList(),
            verified.damaged().stream().map(StoreVerifier.Damage::entry).sorted().toList());
        assertEquals(6, verified.entries());
        assertEquals(4, list("quarantine").size());
        assertTrue(Files.exists(good));
        assertEquals("whole", text(whole));
        assertEquals(List.of(), verifier.verify((entries, bytes) -> { }).damaged());
    }

    private Path view(Store at, String name, StoredResult... layers) throws IOException {
        Path view = Files.createDirectories(at.views().resolve("root").resolve(name));
        Files.createDirectories(view.resolve("tree/etc"));
        StringBuilder lines = new StringBuilder();
        for (StoredResult layer : layers) {
            Files.createLink(view.resolve("tree/etc/" + layer.fingerprint()), layer.folder().resolve("tree/etc/a"));
            lines.append(layer.fingerprint()).append('\n');
        }
        Files.writeString(view.resolve(Store.VIEW_LAYERS), lines);
        at.touchView(view);
        return view;
    }

    @Test
    void aViewGoesWithItsLayerAndCountsNothingThatTheLayerHolds() throws IOException {
        StoredResult old = layer(store, fingerprint(1), "x".repeat(10_000));
        StoredResult young = layer(at(NOW.plus(Duration.ofDays(1))), fingerprint(2), "y".repeat(10_000));
        Path first = view(store, "first", old);
        Path both = view(store, "both", old, young);
        Path second = view(store, "second", young);
        Path gone = view(store, "gone");
        assertEquals(3 * 65, StoreUsage.of(store).amounts().get(StoreUsage.Kind.VIEWS).bytes() - 65);
        var collected = new StoreCollector(store, Clock.fixed(NOW, ZoneOffset.UTC)).collect(15_000, "test");
        assertEquals(List.of(false, false, true, false), java.util.stream.Stream.of(first, both, second, gone)
            .map(Files::exists).toList());
        assertEquals(4, collected.removedEntries());
        assertTrue(collected.freedBytes() > 10_000, collected.toString());
        new StoreCollector(store, Clock.fixed(NOW.plus(Duration.ofDays(8)), ZoneOffset.UTC)).collect(15_000, "test");
        assertFalse(Files.exists(second));
        assertTrue(store.result(young.fingerprint()).isPresent());
    }

    @Test
    void damageThatCameThroughAViewIsFound() throws IOException {
        StoredResult layer = layer(store, fingerprint(1), "text");
        Path view = view(store, "view", layer);
        assertEquals(1, new StoreVerifier(store).verify((entries, bytes) -> { }).entries());
        Files.writeString(view.resolve("tree/etc/" + layer.fingerprint()), "tex2");
        assertEquals(1, new StoreVerifier(store).verify((entries, bytes) -> { }).damaged().size());
    }

    @Test
    void foldersThatTheirOwnerMayNotEnterAreRemoved() throws Exception {
        Path open = Files.createDirectory(Path.of("/tmp", "closed" + System.nanoTime()));
        String make = "mkdir -p a/b c/d; touch a/b/x c/d/y; chmod 000 a/b c/d; chmod 555 a; chmod 000 c";
        String classes = Path.of("target/classes").toAbsolutePath().toString();
        Process made = new ProcessBuilder("bash", "-euc", "chmod 777 .; cp -r " + classes + " classes; chmod -R a+rX classes;"
            + " mkdir in; chown 65534 in; cd in; setpriv --reuid=65534 --regid=65534 --clear-groups bash -euc '" + make + "';"
            + " cd ..; cat > Run.java <<'E'\npublic class Run { public static void main(String[] a) throws Exception {"
            + " for (String one : a) { org.rootbuild.store.Deletion.delete(java.nio.file.Path.of(one)); } } }\nE\n"
            + " setpriv --reuid=65534 --regid=65534 --clear-groups java -cp classes Run.java in/a in/c; ls in; rm -r \"$PWD\"")
            .directory(open.toFile()).redirectErrorStream(true).start();
        assertEquals("", new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, made.waitFor());
    }
}
