package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;

/** Names, attributes and sizes at the edges of what ext can hold, and beyond. */
class HurtfulNamesTest {
    private static final Attributes PLAIN = Attributes.ofRoot(0644, ListedTree.TIME);

    @TempDir
    Path folder;

    private Path image() {
        return folder.resolve("image");
    }

    private Path made(ExtOptions.Builder options, FileTree tree) throws Exception {
        ExtOptions built = options.build();
        Path image = Tools.make(built, tree, image(), new ExtMaker(built).neededBytes(tree));
        Tools.isClean(image);
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", ".", "..", "half\ud83d", "\udc80"})
    void namesThatNoFolderCanHoldAreRefused(String name) throws Exception {
        Failure refused = assertThrows(Failure.class, () -> made(Tools.options(ExtRevision.EXT4),
            new ListedTree().file(name, "")));
        assertTrue(refused.getMessage().contains("no folder can hold"), refused.getMessage());
        made(Tools.options(ExtRevision.EXT4), new ListedTree());
        try (FileVolume volume = FileVolume.forWriting(image())) {
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            if (!name.startsWith(".")) {
                assertThrows(Failure.class, () -> edit.write(name, PLAIN, Content.of("")));
            }
            edit.finish();
        }
        Tools.isClean(image());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "half\ud83d"})
    void targetsThatNoLinkCanHoldAreRefused(String target) {
        ListedTree tree = new ListedTree().link("l", target);
        Failure refused = assertThrows(Failure.class, () -> made(Tools.options(ExtRevision.EXT4), tree));
        assertTrue(refused.getMessage().contains("/l is a link whose target"), refused.getMessage());
    }

    /** Half of a pair became a question mark once, so that two names were one. */
    @Test
    void oddNamesComeBackAsTheyWere() throws Exception {
        ListedTree tree = new ListedTree();
        List<String> names = List.of("?", "a?", "…", " ", "-rf", "new\nline", "\\x41", "\u007f", "😀".repeat(63) + "abc",
            "ä".repeat(127) + "b", "e\u0301", "é", "\ufeff");
        for (String name : names) {
            tree.file(name, name);
        }
        try (FileVolume volume = FileVolume.forReading(made(Tools.options(ExtRevision.EXT4), tree))) {
            FileTree read = ExtTools.open(volume).tree();
            for (String name : names) {
                assertEquals(name, new String(((Entry.PlainFile) read.get(name).orElseThrow()).content().bytes(),
                    java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aNameThatIsNotUtf8IsSpeltAndHidesNoOther() throws Exception {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        Tools.done("sh", "-c", "cd '" + tree + "' && d=$(printf 'd\\377\\303') && printf x > \"$(printf 'caf\\351')\""
            + " && mkdir \"$d\" && printf y > \"$d/in\" && ln -s \"$(printf 't\\200\\303\\244')\" link"
            + " && printf z > last");
        ExtTools.image(image(), "-t ext4", "8M", Optional.of(tree));
        try (FileVolume volume = FileVolume.forWriting(image())) {
            FileTree read = ExtTools.open(volume).tree();
            assertEquals(List.of("", "caf\\xE9", "d\\xFF\\xC3", "d\\xFF\\xC3/in", "last", "link", "lost+found"),
                read.entries().map(Entry::path).toList());
            assertEquals("t\\x80ä", ((Entry.Symlink) read.get("link").orElseThrow()).target());
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            edit.write("caf\\xE9", PLAIN, Content.of("new"));
            assertTrue(edit.remove("d\\xFF\\xC3"));
            edit.finish();
            assertFalse(ExtTools.open(volume).tree().get("d\\xFF\\xC3/in").isPresent());
        }
        Tools.isClean(image());
        assertTrue(Tools.run("debugfs", "-R", "ls -p /", image().toString()).text().contains("caf"), "the name stays");
        assertEquals(4, Tools.debugfs(image(), "ls -p /").lines().filter(one -> one.matches("/\\d+/(100|120)\\d+/.*")
            || one.contains("lost+found")).count());
    }

    @Test
    void attributesNeedTheirFeature() {
        Attributes rich = PLAIN.withXattrs(new TreeMap<>(Map.of("user.a", new byte[300])));
        ListedTree tree = new ListedTree().put(new Entry.PlainFile("f", rich, Content.of("")));
        Failure refused = assertThrows(Failure.class, () -> made(
            Tools.options(ExtRevision.EXT4).without(ExtFeature.EXT_ATTR), tree));
        assertTrue(refused.getMessage().contains("/f has extended attributes, which need"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"256,1024", "512,1024", "1024,1024", "1024,4096", "2048,2048", "4096,4096", "2048,0"})
    void inodesMayBeAsLargeAsABlock(int inodeSize, int blockSize) throws Exception {
        ExtOptions.Builder options = Tools.options(ExtRevision.EXT4).inodeSize(inodeSize);
        made(blockSize == 0 ? options : options.blockSize(blockSize), RandomTree.of(inodeSize + 1L, 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LARGE_FILE", "HUGE_FILE", "DIR_NLINK", "EXTRA_ISIZE", "FILETYPE", "FLEX_BG", "BITS_64",
        "EXTENT", "METADATA_CSUM", "RESIZE_INODE", "HAS_JOURNAL", "DIR_INDEX"})
    void everyFeatureCanBeLeftOut(String feature) throws Exception {
        for (int blockSize : new int[] {1024, 4096}) {
            made(Tools.options(ExtRevision.EXT4).blockSize(blockSize).without(ExtFeature.valueOf(feature)),
                RandomTree.of(blockSize, 60));
        }
    }

    /** The least volume holds it, one of a page less does not, and what is full can still be emptied. */
    @Test
    void aFullFilesystemTakesNothingMoreAndStaysSound() throws Exception {
        ListedTree tree = new ListedTree().file("a", new byte[] {1}).file("b", "x".repeat(200_000));
        ExtOptions options = Tools.options(ExtRevision.EXT2).inodeCount(16).reservedPercent(0).build();
        long needed = new ExtMaker(options).neededBytes(tree);
        assertThrows(Failure.class, () -> Tools.make(options, tree, image(), needed - 4096));
        Tools.make(options, tree, image(), needed);
        try (FileVolume volume = FileVolume.forWriting(image())) {
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            assertThrows(Failure.class, () -> edit.write("more", PLAIN, Content.of("y".repeat(100_000))));
            for (int i = 0; i < 3; i++) {
                edit.put(new Entry.Pipe("p" + i, PLAIN, false));
            }
            Failure full = assertThrows(Failure.class, () -> edit.put(new Entry.Pipe("p3", PLAIN, false)));
            assertTrue(full.getMessage().contains("no free inode"), full.getMessage());
            assertTrue(edit.remove("b"));
            edit.write("c", PLAIN, Content.of("z".repeat(190_000)));
            edit.finish();
        }
        Tools.isClean(image());
    }
}
