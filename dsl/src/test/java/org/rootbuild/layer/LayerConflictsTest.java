package org.rootbuild.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fault.MemoryFolder;
import org.rootbuild.layer.LayerConflicts.Conflict;
import org.rootbuild.layer.LayerConflicts.Layer;
import org.rootbuild.model.Fields;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;

class LayerConflictsTest {
    @TempDir(factory = MemoryFolder.class)
    private Path folder;

    private static final Attributes PLAIN = Attributes.ofRoot(0644, 5);

    private static Change file(String path, String text) {
        return new Change.Put(new Entry.PlainFile(path, PLAIN, content(text)));
    }

    private static LayerContent content(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LayerContent(Path.of("nowhere"), bytes.length, Digests.hex(bytes));
    }

    private static Change folder(String path, int mode, long time) {
        return new Change.Put(new Entry.Folder(path, Attributes.ofRoot(mode, time)));
    }

    private static Change gone(String path) {
        return new Change.Gone(path);
    }

    private static Change put(Entry entry) {
        return new Change.Put(entry);
    }

    private static Layer layer(String pass, Change... changes) {
        return new Layer(pass, new Manifest(Fields.none(),
            Arrays.stream(changes).sorted(Comparator.comparing(Change::path)).toList()));
    }

    private static List<String> found(List<Layer> beside, List<Layer> members, String... lastWins) throws Failure {
        return new LayerConflicts(List.of(lastWins)).find(beside, members).stream().map(Conflict::toString).toList();
    }

    private static List<String> between(Change one, Change other) throws Failure {
        return found(List.of(), List.of(layer("m4", one), layer("sed", other)));
    }

    @Test
    void layersThatMadeOtherPathsOrTheSameAgree() throws Failure {
        assertEquals(List.of(), found(List.of(), List.of(
            layer("m4", folder("bin", 0755, 1), file("bin/m4", "m4"), file("share/x", "same"), gone("tmp/a")),
            layer("sed", folder("bin", 0755, 2), file("bin/sed", "sed"), file("share/x", "same"), gone("tmp/a")))));
        assertEquals(List.of(), found(List.of(), List.of()));
        assertEquals(List.of(), between(put(new Entry.PlainFile("a", PLAIN, content("x"))),
            put(new Entry.PlainFile("a", PLAIN.withMtime(77), content("x"), 1))));
    }

    @Test
    void everyWayToDifferIsSaid() throws Failure {
        assertEquals(List.of("/a ('m4' and 'sed': different content)"), between(file("a", "1"), file("a", "2")));
        assertEquals(List.of("/a ('m4' and 'sed': modes 0644 and 4755)"),
            between(file("a", "1"), put(new Entry.PlainFile("a", PLAIN.withMode(04755), content("1")))));
        assertEquals(List.of("/a ('m4' and 'sed': owners 0:0 and 1:2)"),
            between(folder("a", 0755, 1), put(new Entry.Folder("a", Attributes.of(0755, 1, 2, 1)))));
        assertEquals(List.of("/a ('m4' and 'sed': modes 0755 and 0700)"),
            between(folder("a", 0755, 1), folder("a", 0700, 1)));
        assertEquals(List.of("/a ('m4' and 'sed': different extended attributes)"), between(file("a", "1"),
            put(new Entry.PlainFile("a", PLAIN.withXattrs(new TreeMap<>(Map.of("user.x", new byte[1]))),
                content("1")))));
        assertEquals(List.of("/a ('m4' and 'sed': a file and a folder)"), between(file("a", "1"),
            folder("a", 0755, 1)));
        assertEquals(List.of("/a ('m4' and 'sed': links to 'b' and 'c')"), between(
            put(new Entry.Symlink("a", PLAIN, "b")), put(new Entry.Symlink("a", PLAIN, "c"))));
        assertEquals(List.of("/a ('m4' and 'sed': devices 1,3 and 1,5)"), between(
            put(new Entry.Device("a", PLAIN, false, 1, 3)), put(new Entry.Device("a", PLAIN, false, 1, 5))));
        assertEquals(List.of("/a ('m4' and 'sed': the second removed it)"), between(file("a", "1"), gone("a")));
        assertEquals(List.of("/a ('m4' and 'sed': the first removed it)"), between(gone("a"), folder("a", 0755, 1)));
    }

    @Test
    void whoRemovesOrReplacesAFolderIsAtOddsWithWhoWritesInIt() throws Failure {
        assertEquals(List.of("/share/doc ('m4' and 'sed': the first removed it, the second changed /share/doc/sed/x)"),
            between(gone("share/doc"), file("share/doc/sed/x", "x")));
        assertEquals(List.of("/share/doc ('sed' and 'm4': the first removed it, the second changed /share/doc/a)"),
            between(file("share/doc/a", "x"), gone("share/doc")));
        assertEquals(List.of("/lib ('m4' and 'sed': the first replaced it, the second changed /lib/x)"),
            between(put(new Entry.Symlink("lib", PLAIN, "usr/lib")), file("lib/x", "x")));
        assertEquals(List.of(), between(gone("share/doc"), gone("share/doc/a")));
        assertEquals(List.of(), between(gone("share/doc"), file("share/doc-sed", "x")));
    }

    @Test
    void indexesThatEverybodyRenewsAreHarmlessAndTheRecipeMayNameMore() throws Failure {
        assertEquals(List.of(), between(file("mnt/lfs/usr/share/info/dir", "1"),
            file("mnt/lfs/usr/share/info/dir", "2")));
        assertEquals(List.of(), between(file("etc/ld.so.cache", "1"), file("etc/ld.so.cache", "2")));
        List<Layer> members = List.of(layer("m4", file("a/b", "1"), file("c", "1")),
            layer("sed", file("a/b", "2"), file("c", "2")));
        assertEquals(List.of("/c ('m4' and 'sed': different content)"), found(List.of(), members, "/a/*"));
        assertEquals(List.of(), found(List.of(), members, "/a/*", "c"));
        assertThrows(Failure.class, () -> new LayerConflicts(List.of("a[")));
    }

    @Test
    void layersBesideTheBlockCountAsWhatTheyComeTo() throws Failure {
        List<Layer> beside = List.of(layer("x1", file("a", "1"), file("d/e", "1"), file("old", "1")),
            layer("x2", file("a", "2"), gone("d"), gone("old")));
        assertEquals(List.of(), found(beside, List.of(layer("m4", file("a", "2")), layer("sed", gone("d/e"),
            gone("old")))));
        assertEquals(List.of("/a ('x2' and 'm4': different content)",
            "/d ('x2' and 'sed': the first removed it, the second changed /d/e)"),
            found(beside, List.of(layer("m4", file("a", "1")), layer("sed", file("d/e", "1")))));
    }

    @Test
    void theFailureNamesTenPathsCountsTheOthersAndSaysWhatToDo() {
        Change[] left = Stream.iterate(10, i -> i < 22, i -> i + 1).map(i -> file("bin/" + i, "1"))
            .toArray(Change[]::new);
        Change[] right = Stream.iterate(10, i -> i < 22, i -> i + 1).map(i -> file("bin/" + i, "2"))
            .toArray(Change[]::new);
        Failure failure = assertThrows(Failure.class, () -> new LayerConflicts(List.of()).check(List.of(),
            List.of(layer("m4", left), layer("sed", right))));
        assertTrue(failure.getMessage().startsWith("stacking the layers of independent passes found 12 paths that they"
            + " made differently: /bin/10 ('m4' and 'sed': different content); /bin/11 ('m4'"), failure::getMessage);
        assertTrue(failure.getMessage().endsWith("/bin/19 ('m4' and 'sed': different content); and 2 more"),
            failure::getMessage);
        assertEquals("Declare 'sed' behind the block, so that it sees what 'm4' made, or change one of them; where it"
            + " does not matter whose stays, say so: independent(lastWins: ['/bin/10']), which makes none of them"
            + " again.", failure.remedy());
    }

    /** Layers that are found to agree give one tree in whatever order they are stacked; many others do not. */
    @Test
    void agreementMeansThatTheOrderOfStackingDoesNotMatter() throws IOException {
        int agreed = 0;
        int orderMattered = 0;
        for (int seed = 0; seed < 300; seed++) {
            RandomTrees random = new RandomTrees(seed);
            TreeIndex base = new TreeIndex(0);
            base.apply(made(base, random, 8).manifest());
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                layers.add(made(base, random, 2));
            }
            boolean same = stacked(base, layers, 0, 1, 2).equals(stacked(base, layers, 2, 1, 0))
                && stacked(base, layers, 0, 1, 2).equals(stacked(base, layers, 1, 2, 0));
            if (found(List.of(), layers).isEmpty()) {
                agreed++;
                assertTrue(same, "seed " + seed);
            } else if (!same) {
                orderMattered++;
            }
        }
        assertTrue(agreed > 30 && orderMattered > 30, agreed + " agreed, order mattered in " + orderMattered);
    }

    private Layer made(TreeIndex base, RandomTrees random, int steps) throws IOException {
        Path contents = Files.createTempDirectory(folder, "step");
        WorkTree tree = new WorkTree(base, contents, 0);
        for (int i = 0; i < steps; i++) {
            random.step(tree);
        }
        Manifest manifest = new Manifest(Fields.none(), new DeltaWriter(base, contents).list(tree.touched()));
        tree.undo();
        return new Layer("p", manifest);
    }

    /** Without what does not count: times, and which of equal files are hard links. */
    private static List<String> stacked(TreeIndex base, List<Layer> layers, int... order) throws IOException {
        TreeIndex tree = base.copy();
        for (int at : order) {
            tree.apply(layers.get(at).manifest());
        }
        for (Entry entry : tree.entries().toList()) {
            Entry bare = entry instanceof Entry.PlainFile file ? file.inGroup(0) : entry;
            tree.set(bare.with(entry.attributes().withMtime(0)));
        }
        return RandomTrees.said(tree);
    }

    @Test
    void manyLargeLayersAreComparedQuickly() throws Failure {
        for (String own : List.of("own/", "")) {
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                layers.add(large(i, own.isEmpty() ? "" : own + i + "/"));
            }
            List<Long> millis = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                long begun = System.nanoTime();
                assertEquals(List.of(), found(List.of(), layers));
                millis.add((System.nanoTime() - begun) / 1_000_000);
            }
            assertTrue(millis.stream().min(Long::compare).orElseThrow() < 3_000, "took " + millis);
        }
    }

    private static Layer large(int number, String own) {
        LayerContent content = content("x");
        List<Change> changes = new ArrayList<>();
        for (int folder = 0; folder < 200; folder++) {
            String at = "usr/share/" + own + "some/more/folder-" + (folder + 100);
            changes.add(folder(at, 0755, number));
            for (int file = 0; file < 99; file++) {
                changes.add(put(new Entry.PlainFile(at + "/" + number + "-file-" + (file + 100), PLAIN, content)));
            }
        }
        return new Layer("p" + number, new Manifest(Fields.none(), changes));
    }
}
