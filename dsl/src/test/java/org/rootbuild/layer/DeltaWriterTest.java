package org.rootbuild.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.fault.MemoryFolder;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;

class DeltaWriterTest {
    private static final Attributes PLAIN = Attributes.ofRoot(0644, 0);
    @TempDir(factory = MemoryFolder.class)
    private Path folder;
    private int layers;

    private WorkTree workOn(TreeIndex index) throws IOException {
        return new WorkTree(index, Files.createDirectories(folder.resolve("contents" + ++layers)), 0);
    }

    /** As a session does it: write, put back what was there, read what was written, put it on top. */
    private Manifest layerOf(TreeIndex index, WorkTree tree) throws IOException {
        Path place = Files.createDirectories(folder.resolve("layer" + layers));
        List<Change> changes = new DeltaWriter(index, folder.resolve("contents" + layers)).write(tree.touched(), place);
        Files.write(place.resolve(ManifestFile.NAME), ManifestFile.encode(new Manifest(Fields.none(), changes)));
        tree.undo();
        Manifest read = ManifestFile.read(place);
        index.apply(read);
        return read;
    }

    @Test
    void aStackOfLayersIsTheTreeThatTheStepsMadeOver200RandomTrees() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            RandomTrees random = new RandomTrees(seed);
            TreeIndex lived = new TreeIndex(0);
            List<Manifest> stack = new ArrayList<>();
            List<String> done = new ArrayList<>();
            for (int layer = 0; layer < 3; layer++) {
                WorkTree tree = workOn(lived);
                for (int step = 0; step < 12; step++) {
                    done.add(random.step(tree));
                }
                List<String> made = RandomTrees.said(lived);
                stack.add(layerOf(lived, tree));
                String story = "seed " + seed + ": " + done;
                assertEquals(made, RandomTrees.said(lived), story);
                TreeIndex again = new TreeIndex(0);
                stack.forEach(again::apply);
                assertEquals(made, RandomTrees.said(again), story);
            }
        }
    }

    @Test
    void undoingGivesBackTheTreeThatWasThereOver200RandomTrees() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            RandomTrees random = new RandomTrees(seed);
            TreeIndex index = new TreeIndex(0);
            WorkTree first = workOn(index);
            for (int step = 0; step < 20; step++) {
                random.step(first);
            }
            layerOf(index, first);
            List<String> before = RandomTrees.said(index);
            WorkTree second = workOn(index);
            for (int step = 0; step < 20; step++) {
                random.step(second);
            }
            second.undo();
            assertEquals(before, RandomTrees.said(index), "seed " + seed);
        }
    }

    @Test
    void theIndexAgreesWithASimpleModelOver200Seeds() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            RandomTrees random = new RandomTrees(seed);
            TreeIndex index = new TreeIndex(0);
            WorkTree tree = workOn(index);
            for (int step = 0; step < 40; step++) {
                random.step(tree);
            }
            List<Entry> all = index.entries().toList();
            for (Entry entry : all) {
                String at = entry.path();
                String prefix = at.isEmpty() ? "" : at + "/";
                List<Entry> below = all.stream().filter(one -> !one.path().isEmpty() && !one.path().equals(at)
                    && one.path().startsWith(prefix)).toList();
                assertEquals(below, index.below(at).toList());
                assertEquals(below.stream().filter(one -> one.path().indexOf('/', prefix.length()) < 0).toList(),
                    index.children(at));
                assertTrue(at.isEmpty() || index.get(at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "")
                    .orElseThrow() instanceof Entry.Folder, "no folder holds " + at + ", seed " + seed);
            }
        }
    }

    @Test
    void aLaterNameOfAnOldFileBringsAllItsNamesIntoTheLayer() throws IOException {
        TreeIndex index = new TreeIndex(0);
        WorkTree tree = workOn(index);
        tree.write("/a", PLAIN, Content.of("same"));
        tree.link("/b", "/a");
        layerOf(index, tree);
        WorkTree later = workOn(index);
        later.link("/c", "/b");
        Manifest layer = layerOf(index, later);
        assertEquals(List.of("a", "b", "c"), layer.changes().stream().map(Change::path).toList());
        assertEquals(List.of(1L, 1L, 1L), layer.changes().stream()
            .map(change -> ((Entry.PlainFile) ((Change.Put) change).entry()).linkGroup()).toList());
        assertEquals(Files.getAttribute(folder.resolve("layer2/tree/a"), "unix:ino"),
            Files.getAttribute(folder.resolve("layer2/tree/c"), "unix:ino"));
    }

    @Test
    void whatIsTheSameAsBeforeIsNoChange() throws IOException {
        TreeIndex index = new TreeIndex(0);
        WorkTree tree = workOn(index);
        tree.write("/etc/a", PLAIN, Content.of("same"));
        layerOf(index, tree);
        WorkTree again = workOn(index);
        again.remove("/etc");
        again.write("/etc/a", PLAIN, Content.of("same"));
        assertEquals(List.of(), layerOf(index, again).changes());
    }

    @Test
    void whatAReplacedFolderHeldIsGoneWithoutBeingNamed() throws IOException {
        TreeIndex index = new TreeIndex(0);
        WorkTree tree = workOn(index);
        for (String path : List.of("/a/x", "/a/y/z", "/a-b")) {
            tree.write(path, PLAIN, Content.of("x"));
        }
        layerOf(index, tree);
        WorkTree later = workOn(index);
        later.remove("/a");
        later.remove("/a-b");
        later.write("/a", PLAIN, Content.of("a file now"));
        assertEquals(List.of("a", "a-b"), layerOf(index, later).changes().stream().map(Change::path).toList());
        assertEquals(List.of("", "a"), index.entries().map(Entry::path).toList());
    }

    @Test
    void contentsOfFinishedStepsStayWhereTheyAre() throws IOException {
        TreeIndex index = new TreeIndex(0);
        WorkTree tree = workOn(index);
        tree.write("/a", PLAIN, Content.of("kept"));
        layerOf(index, tree);
        WorkTree later = workOn(index);
        later.change("/a", PLAIN.withMode(0600));
        layerOf(index, later);
        assertEquals("kept", Files.readString(folder.resolve("layer1/tree/a")));
        assertEquals("kept", Files.readString(folder.resolve("layer2/tree/a")));
    }

    @Test
    void aContentThatIsGoneIsDamage() throws IOException {
        TreeIndex index = new TreeIndex(0);
        WorkTree tree = workOn(index);
        tree.write("/a", PLAIN, Content.of("gone soon"));
        layerOf(index, tree);
        Files.delete(folder.resolve("layer1/tree/a"));
        WorkTree later = workOn(index);
        later.change("/a", PLAIN.withMode(0600));
        assertEquals(folder.resolve("layer1/tree/a"),
            assertThrows(DamagedContent.class, () -> layerOf(index, later)).path());
    }

    @Test
    void aDamagedContentIsNoticedByWhoeverReadsAllOfIt() throws IOException {
        Random random = new Random(7);
        byte[] bytes = new byte[200_000];
        random.nextBytes(bytes);
        Path file = Files.write(folder.resolve("f"), bytes);
        LayerContent content = new LayerContent(file, bytes.length, Digests.hex(bytes));
        content.verify();
        try (var in = content.open()) {
            assertEquals(bytes.length, in.readNBytes(bytes.length).length);
        }
        bytes[123_456] ^= 1;
        Files.write(file, bytes);
        try (var in = content.open()) {
            // A reader that knows the size never asks for the end.
            assertThrows(DamagedContent.class, () -> in.readNBytes(bytes.length));
        }
        for (int length : new int[] {0, 1, bytes.length - 1, bytes.length + 1}) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThrows(DamagedContent.class, content::verify, "cut to " + length);
        }
        Files.delete(file);
        assertThrows(DamagedContent.class, content::verify);
    }
}
