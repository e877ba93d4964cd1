package org.rootbuild.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** What comes of several trees that are put into one partition. */
class TreeUnionTest {
    private static final Attributes PLAIN = Attributes.ofRoot(0644, 7);

    private final TreeUnion union = new TreeUnion(false, 7);

    /** {@code "a/b=text"} is a file, {@code "a/"} a folder, {@code "a->b"} a link; folders on the way are made. */
    private static FileTree tree(String... lines) {
        UnitedTree tree = new UnitedTree(5);
        for (String line : lines) {
            String path = line.split("=|->|/$")[0];
            for (String folder = TreePath.parent(path); !folder.isEmpty(); folder = TreePath.parent(folder)) {
                tree.put(new Entry.Folder(folder, Attributes.ofRoot(0755, 5)));
            }
            if (line.contains("->")) {
                tree.put(new Entry.Symlink(path, Attributes.ofRoot(0777, 5), line.split("->")[1]));
            } else if (line.contains("=")) {
                tree.put(new Entry.PlainFile(path, PLAIN, Content.of(line.split("=")[1])));
            } else {
                tree.put(new Entry.Folder(path, Attributes.ofRoot(0700, 5)));
            }
        }
        return tree;
    }

    private static List<String> paths(FileTree tree) {
        return tree.entries().map(Entry::path).filter(path -> !path.isEmpty()).toList();
    }

    private String text(String path) throws Exception {
        return new String(((Entry.PlainFile) union.tree().get(path).orElseThrow()).content().bytes());
    }

    private static TreeSelection part(String from, String into, List<String> only,
        List<String> without) throws Exception {
        return TreeSelection.of(from, into, only, without);
    }

    @Test
    void oneTreeAloneIsTakenAsItIs() throws Exception {
        FileTree tree = tree("a=1");
        union.copy(tree, TreeSelection.ALL, "the root 's'");
        assertSame(tree, union.tree());
    }

    @Test
    void whatComesLaterReplacesWhatWasThere() throws Exception {
        union.copy(tree("etc/a=1", "etc/b=1"), TreeSelection.ALL, "one");
        union.copy(tree("etc/b=2", "usr/"), TreeSelection.ALL, "two");
        union.file("etc/c", PLAIN, Content.of("3"));
        assertEquals(List.of("etc", "etc/a", "etc/b", "etc/c", "usr"), paths(union.tree()));
        assertEquals("2", text("etc/b"));
        assertEquals(0700, union.tree().get("usr").orElseThrow().attributes().mode());
        assertEquals(List.of("etc", "usr"), union.tree().children("").stream().map(Entry::path).toList());
        assertEquals(List.of("etc/a", "etc/b", "etc/c"),
            union.tree().children("etc").stream().map(Entry::path).toList());
    }

    @Test
    void linksOnTheWayAreFollowedInsideTheTree() throws Exception {
        union.copy(tree("usr/lib/x=1", "lib->usr/lib", "out->/usr"), TreeSelection.ALL, "one");
        union.copy(tree("lib/modules/m=2"), TreeSelection.ALL, "two");
        union.file("out/share/y", PLAIN, Content.of("3"));
        assertEquals("2", text("usr/lib/modules/m"));
        assertEquals("3", text("usr/share/y"));
        assertTrue(union.tree().get("lib").orElseThrow() instanceof Entry.Symlink);
    }

    @Test
    void aFolderAndSomethingElseDoNotReplaceEachOther() throws Exception {
        union.copy(tree("a/b=1"), TreeSelection.ALL, "one");
        Failure clash = assertThrows(Failure.class, () -> union.file("a", PLAIN, Content.of("x")));
        assertTrue(clash.getMessage().startsWith("/a is a folder in one of the things"), clash.getMessage());
        assertThrows(Failure.class, () -> union.file("a/b/c", PLAIN, Content.of("x")));
        assertThrows(Failure.class, () -> union.folder("a/b", PLAIN));
    }

    @Test
    void aPartIsTakenWithTheFoldersOnTheWay() throws Exception {
        FileTree tree = tree("boot/vmlinuz-6=k", "boot/grub/x=g", "boot/grub/y=g", "etc/a=1");
        union.copy(tree, part("boot", "", List.of("vmlinuz-*", "grub/x"), List.of()), "the root 's'");
        assertEquals(List.of("grub", "grub/x", "vmlinuz-6"), paths(union.tree()));
        TreeUnion other = new TreeUnion(false, 7);
        other.copy(tree, part("", "all", List.of(), List.of("boot/grub", "etc/*")), "the root 's'");
        assertEquals(List.of("all", "all/boot", "all/boot/vmlinuz-6", "all/etc"), paths(other.tree()));
    }

    @Test
    void whatIsNotThereCannotBeTaken() throws Exception {
        FileTree tree = tree("boot/vmlinuz=k", "file=1");
        Failure folder = assertThrows(Failure.class, () -> union.copy(tree, part("bood", "", List.of(), List.of()),
            "the root 's'"));
        assertEquals("there is no /bood in the root 's'", folder.getMessage());
        assertTrue(folder.remedy().contains("Did you mean 'boot'?"), folder.remedy());
        Failure pattern = assertThrows(Failure.class, () -> union.copy(tree, part("boot", "", List.of("initrd*"),
            List.of()),
            "the root 's'"));
        assertTrue(pattern.getMessage().contains("below /boot matches /initrd*"), pattern.getMessage());
        assertThrows(Failure.class, () -> union.copy(tree, part("file", "", List.of(), List.of()), "the root 's'"));
    }

    @Test
    void namesOfOneFileStayTogetherAndApartFromThoseOfOtherTrees() throws Exception {
        UnitedTree one = new UnitedTree(5);
        one.put(new Entry.PlainFile("a", PLAIN, Content.of("1"), 1));
        one.put(new Entry.PlainFile("b", PLAIN, Content.of("1"), 1));
        UnitedTree two = new UnitedTree(5);
        two.put(new Entry.PlainFile("c", PLAIN, Content.of("2"), 1));
        two.put(new Entry.PlainFile("d", PLAIN, Content.of("2"), 1));
        union.copy(one, TreeSelection.ALL, "one");
        union.copy(two, TreeSelection.ALL, "two");
        assertEquals(group("a"), group("b"));
        assertEquals(group("c"), group("d"));
        assertNotEquals(group("a"), group("c"));
    }

    private long group(String path) {
        return ((Entry.PlainFile) union.tree().get(path).orElseThrow()).linkGroup();
    }

    @Test
    void whereCaseMakesNoDifferenceNamesMeet() throws Exception {
        TreeUnion fat = new TreeUnion(true, 7);
        fat.copy(tree("efi/boot/other.efi=1"), TreeSelection.ALL, "one");
        fat.add(tree("EFI/BOOT/BOOTX64.EFI=2"));
        assertEquals(List.of("efi", "efi/boot", "efi/boot/BOOTX64.EFI", "efi/boot/other.efi"), paths(fat.tree()));
    }

    @Test
    void aBootLoaderReplacesWhatWasCopiedButNotWhatWasWritten() throws Exception {
        union.copy(tree("boot/grub/a.mod=old", "boot/grub/b.mod=old"), TreeSelection.ALL, "one");
        union.file("boot/grub/grub.cfg", PLAIN, Content.of("mine"));
        union.add(tree("boot/grub/a.mod=new"));
        assertEquals("new", text("boot/grub/a.mod"));
        union.add(tree("boot/grub/grub.cfg=mine"));
        Failure clash = assertThrows(Failure.class, () -> union.add(tree("boot/grub/grub.cfg=its")));
        assertEquals("the boot loader puts something at /boot/grub/grub.cfg, where the recipe writes something else",
            clash.getMessage());
        Failure second = assertThrows(Failure.class, () -> union.add(tree("boot/grub/a.mod=newer")));
        assertTrue(second.getMessage().endsWith("another boot loader puts something else"), second.getMessage());
    }
}
