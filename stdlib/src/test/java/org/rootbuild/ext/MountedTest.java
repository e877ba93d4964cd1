package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;

/** What the kernel sees of it; needs root, since it mounts. */
class MountedTest {
    @TempDir
    Path folder;

    @Test
    void theKernelReadsAllThatIsWrittenAndWritesOn() throws Exception {
        for (ExtRevision revision : ExtRevision.values()) {
            for (int blockSize : new int[] {1024, 4096}) {
                ListedTree tree = RandomTree.of(1000 + blockSize, 500);
                for (int i = 0; i < 3000; i++) {
                    tree.file("in-an-index-" + i, "text " + i);
                }
                ExtOptions options = Tools.options(revision).blockSize(blockSize).build();
                Path image = Tools.make(options, tree, folder.resolve("image"), 300 << 20);
                mounted(image, at -> {
                    compare(tree, at);
                    for (int i = 0; i < 2000; i++) {
                        Files.writeString(at.resolve("added-" + i), "more");
                    }
                    Files.delete(at.resolve("in-an-index-77"));
                });
                Tools.isClean(image);
            }
        }
    }

    @Test
    void accessControlListsAndCapabilitiesAreSeenAsTheyWere() throws Exception {
        Path original = folder.resolve("original");
        Path one = Files.createDirectory(original).resolve("one");
        Files.writeString(one, "text");
        ListedTree tree = new ListedTree();
        byte[] list = java.util.HexFormat.of().parseHex("02000000" + "01000700ffffffff" + "02000500d2040000"
            + "04000400ffffffff" + "08000600e1100000" + "10000700ffffffff" + "20000000ffffffff");
        byte[] capability = java.util.HexFormat.of().parseHex("0100000200200000000000000000000000000000");
        Attributes rich = Attributes.ofRoot(0670, 0).withXattrs(new java.util.TreeMap<>(java.util.Map.of(
            "system.posix_acl_access", list, "security.capability", capability, "trusted.t", new byte[] {'t'})));
        tree.put(new Entry.PlainFile("f", rich, Content.of("text")));
        Path image = Tools.make(Tools.options(ExtRevision.EXT4).build(), tree, folder.resolve("image"), 10 << 20);
        mounted(image, at -> {
            String acl = Tools.done("getfacl", "-cnpE", at.resolve("f").toString());
            assertEquals("user::rwx\nuser:1234:r-x\ngroup::r--\ngroup:4321:rw-\nmask::rwx\nother::---\n\n", acl);
            assertTrue(Tools.done("getcap", at.resolve("f").toString()).contains("cap_net_raw=ep"));
            assertTrue(Tools.done("getfattr", "-n", "trusted.t", "--absolute-names", at.resolve("f").toString())
                .contains("trusted.t=\"t\""));
        });
    }

    private interface Look {
        void at(Path folder) throws Exception;
    }

    private void mounted(Path image, Look look) throws Exception {
        Path at = Files.createDirectories(folder.resolve("mounted"));
        Tools.done("mount", "-o", "loop", image.toString(), at.toString());
        try {
            look.at(at);
        } finally {
            Tools.done("umount", at.toString());
        }
    }

    private static void compare(ListedTree tree, Path at) throws Exception {
        FolderTree seen = new FolderTree(at);
        for (Entry entry : (Iterable<Entry>) tree.entries()::iterator) {
            Entry found = seen.get(entry.path()).orElseThrow(() -> new AssertionError(entry.path()));
            assertEquals(userOnly(entry), found.attributes(), entry.path());
            switch (entry.letter()) {
                case 'f' -> assertEquals(-1, java.util.Arrays.mismatch(((Entry.PlainFile) entry).content().bytes(),
                    ((Entry.PlainFile) found).content().bytes()), entry.path());
                case 'd' -> assertTrue(found instanceof Entry.Folder);
                default -> assertEquals(entry.with(found.attributes()), found);
            }
        }
        assertEquals(tree.entries().count() + 1, seen.entries().count());
    }

    /** Java sees only the space {@code user}. */
    private static Attributes userOnly(Entry entry) {
        java.util.SortedMap<String, byte[]> kept = new java.util.TreeMap<>(entry.attributes().xattrs());
        kept.keySet().removeIf(name -> !name.startsWith("user."));
        return entry.attributes().withXattrs(kept);
    }
}
