package org.rootbuild.fat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.tree.TreePath;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

class FatEditTest {
    private static final Attributes PLAIN = Attributes.ofRoot(0644, SmallTree.TIME);

    @TempDir
    private Path folder;

    private Path image() {
        return folder.resolve("fat.img");
    }

    /** What a test does with the edit. */
    private interface Change {
        void in(Filesystem.Edit edit) throws IOException;
    }

    private void edit(Change change) throws Exception {
        try (Volume volume = FileVolume.forWriting(image())) {
            Filesystem.Edit edit = FatFilesystem.open(volume).orElseThrow().edit();
            change.in(edit);
            edit.finish();
        }
        FatTools.sound(image());
    }

    private void mkfs(String size, String... options) throws Exception {
        Files.deleteIfExists(image());
        FatTools.must("truncate", "-s", size, image().toString());
        FatTools.must(java.util.stream.Stream.concat(java.util.stream.Stream.of("mkfs.vfat", image().toString()),
            java.util.stream.Stream.of(options)).toArray(String[]::new));
    }

    private String type(String path) throws Exception {
        return FatTools.must("mtype", "-i", image().toString(), "::" + path);
    }

    @Test
    void filesOfAnImageMadeElsewhereAreReplacedAddedAndRemoved() throws Exception {
        for (String kind : List.of("12", "16", "32")) {
            mkfs(kind.equals("12") ? "4M" : "40M", "-F", kind);
            Path file = Files.writeString(folder.resolve("old"), "old");
            FatTools.must("mmd", "-i", image().toString(), "::EFI", "::EFI/BOOT");
            FatTools.must("mcopy", "-i", image().toString(), file.toString(), "::EFI/BOOT/BOOTX64.EFI");
            FatTools.must("mcopy", "-i", image().toString(), file.toString(), "::a name that stays.txt");
            edit(edit -> {
                edit.write("/efi/boot/bootx64.efi", PLAIN, Content.of("new"));
                edit.write("/loader/entries/a new entry.conf", PLAIN, new ByteArrayInputStream("entry".getBytes()));
                edit.put(new Entry.Folder("made", PLAIN));
                edit.rename("/a name that stays.txt", "/made/another name.txt");
                assertTrue(edit.remove("/made/Another NAME.txt"));
                assertFalse(edit.remove("/made/another name.txt"));
                edit.link("second", "EFI/BOOT/BOOTX64.EFI");
            });
            assertEquals("new", type("EFI/BOOT/BOOTX64.EFI"));
            assertEquals("new", type("second"));
            assertEquals("entry", type("loader/entries/a new entry.conf"));
            Path copy = Files.createDirectory(folder.resolve("copy" + kind));
            FatTools.must("mcopy", "-s", "-i", image().toString(), "::*", copy.toString());
            assertEquals(List.of("", "EFI", "EFI/BOOT", "EFI/BOOT/BOOTX64.EFI", "loader", "loader/entries",
                "loader/entries/a new entry.conf", "made", "second"),
                new FolderTree(copy).entries().map(Entry::path).toList());
        }
    }

    @Test
    void whatIsNotTouchedStaysByteByByte() throws Exception {
        mkfs("40M", "-F", "32");
        Path file = Files.write(folder.resolve("file"), new byte[100_000]);
        for (int i = 0; i < 20; i++) {
            FatTools.must("mcopy", "-i", image().toString(), file.toString(), "::a file with number " + i);
        }
        byte[] before = Files.readAllBytes(image());
        edit(edit -> edit.write("a file with number 7", PLAIN, Content.of("x")));
        byte[] after = Files.readAllBytes(image());
        int changed = 0;
        for (int sector = 0; sector < before.length / 512; sector++) {
            changed += java.util.Arrays.equals(before, sector * 512, sector * 512 + 512, after, sector * 512,
                sector * 512 + 512) ? 0 : 1;
        }
        // The new cluster, its entry, the hints twice, and four sectors of each table.
        assertTrue(changed <= 12, changed + " sectors changed");
        edit(edit -> {
        });
        assertArrayEquals(after, Files.readAllBytes(image()));
    }

    @Test
    void hundredsOfRandomEditsLeaveSoundFilesystems() throws Exception {
        for (int seed = 0; seed < 120; seed++) {
            Random random = new Random(seed);
            Trees trees = new Trees(seed);
            SmallTree tree = trees.next(40);
            FatKind kind = FatKind.values()[seed % 3];
            FatTools.make(tree, image(), 6 << 20, FatOptions.defaults().withKind(kind).withRootEntries(512));
            edit(edit -> {
                for (int i = 0; i < 40; i++) {
                    step(edit, tree, trees, random);
                }
                assertEquals(SmallTree.lines(tree), SmallTree.lines(edit));
            });
            assertEquals(SmallTree.lines(tree), FatTools.lines(image()), "seed " + seed);
        }
    }

    /** Does the same to both. */
    private static void step(Filesystem.Edit edit, SmallTree tree, Trees trees, Random random) throws IOException {
        List<String> paths = tree.paths();
        String some = paths.get(random.nextInt(paths.size()));
        String at = tree.get(some).orElseThrow() instanceof Entry.Folder ? some : TreePath.parent(some);
        String path = TreePath.child(at, trees.name());
        boolean free = tree.paths().stream().noneMatch(one -> one.equalsIgnoreCase(path));
        Attributes attributes = Attributes.ofRoot(random.nextInt(5) == 0 ? 0444 : 0644, trees.time());
        int what = random.nextInt(6);
        if (what == 0 && !some.isEmpty()) {
            assertTrue(edit.remove(some));
            tree.drop(some);
        } else if (what == 1 && free) {
            Entry made = new Entry.Folder(path, Attributes.ofRoot(0755, trees.time()));
            edit.put(made);
            tree.put(made);
        } else if (what == 2 && free && !some.isEmpty() && !TreePath.isBelow(path, some)) {
            edit.rename(some, path);
            List<Entry> moved = tree.entries()
                .filter(one -> one.path().equals(some) || TreePath.isBelow(one.path(), some)).toList();
            tree.drop(some);
            moved.forEach(one -> tree.put(one.at(path + one.path().substring(some.length()))));
        } else if (what == 3 && tree.get(some).orElseThrow() instanceof Entry.PlainFile file) {
            edit.change(some, attributes);
            tree.put(file.with(attributes));
        } else if (free || tree.get(some).orElseThrow() instanceof Entry.PlainFile) {
            String target = free ? path : some;
            Content content = trees.content();
            if (random.nextBoolean()) {
                edit.write(target, attributes, content);
            } else {
                edit.write(target, attributes, content.open());
            }
            tree.put(new Entry.PlainFile(target, attributes, content));
        }
    }

    @Test
    void foldersGrowUntilTheyAreFull() throws Exception {
        mkfs("40M", "-F", "32", "-s", "1");
        edit(edit -> {
            for (int i = 0; i < 3000; i++) {
                edit.write("many/a file with a long name and number " + i, PLAIN, Content.of("" + i));
            }
            for (int i = 0; i < 3000; i += 2) {
                edit.remove("many/a file with a long name and number " + i);
            }
            for (int i = 0; i < 1000; i++) {
                edit.write("many/another one, number " + i, PLAIN, Content.of("" + i));
            }
        });
        assertEquals("2999", type("many/a file with a long name and number 2999"));
        assertEquals("999", type("many/another one, number 999"));
        mkfs("2M", "-F", "12", "-r", "16");
        Failure full = assertThrows(Failure.class, () -> edit(edit -> {
            for (int i = 0; i < 100; i++) {
                edit.write("f" + i, PLAIN, Content.of(""));
            }
        }));
        assertTrue(full.getMessage().contains("the folder / of the FAT filesystem is full"), full.getMessage());
    }

    @Test
    void aFileThatIsReplacedMayUseTheRoomOfTheOldOne() throws Exception {
        mkfs("8M");
        byte[] large = new byte[6_000_000];
        new Random(1).nextBytes(large);
        edit(edit -> edit.write("kernel", PLAIN, Content.of(large)));
        large[0]++;
        edit(edit -> edit.write("kernel", PLAIN, Content.of(large)));
        edit(edit -> edit.write("Kernel", PLAIN, edit.get("kernel").map(one -> ((Entry.PlainFile) one).content())
            .orElseThrow()));
        try (Volume volume = FileVolume.forReading(image())) {
            Entry entry = FatFilesystem.open(volume).orElseThrow().tree().get("kernel").orElseThrow();
            assertArrayEquals(large, ((Entry.PlainFile) entry).content().bytes());
        }
        Failure failure = assertThrows(Failure.class,
            () -> edit(edit -> edit.write("second", PLAIN, Content.of(large))));
        assertTrue(failure.getMessage().contains("/second has 6000000 bytes, and the FAT filesystem has room for"),
            failure.getMessage());
        FatTools.sound(image());
    }

    @Test
    void whatFatCannotHoldIsRefusedAndNothingIsChanged() throws Exception {
        FatTools.make(new SmallTree().file("folder/file", "x"), image(), 2 << 20, FatOptions.defaults());
        byte[] before = Files.readAllBytes(image());
        List<Change> changes = List.of(edit -> edit.write("a:b", PLAIN, Content.of("")),
            edit -> edit.write("folder", PLAIN, Content.of("")),
            edit -> edit.write("folder/file/x", PLAIN, Content.of("")),
            edit -> edit.put(new Entry.Symlink("link", PLAIN, "x")), edit -> edit.rename("folder", "folder/below"),
            edit -> edit.rename("none", "some"), edit -> edit.change("none", PLAIN), edit -> edit.remove("/"),
            edit -> edit.rename("folder/file", "folder"), edit -> edit.write("", PLAIN, Content.of("")));
        for (Change change : changes) {
            assertThrows(Failure.class, () -> edit(change));
            assertArrayEquals(before, Files.readAllBytes(image()));
        }
        edit(edit -> edit.rename("folder/file", "folder/FILE"));
        assertEquals("x", type("folder/FILE"));
        assertTrue(FatTools.lines(image()).contains("folder/FILE"));
    }

    @Test
    void theCopyOfTheHintsStaysEqual() throws Exception {
        FatTools.make(new SmallTree(), image(), 40 << 20, FatOptions.defaults().withKind(FatKind.FAT32));
        edit(edit -> edit.write("new", PLAIN, Content.of(new byte[100_000])));
        byte[] bytes = Files.readAllBytes(image());
        assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 512, 1024),
            java.util.Arrays.copyOfRange(bytes, 7 * 512, 8 * 512));
    }
}
