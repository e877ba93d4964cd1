package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;

/** Trees that are chosen to be hard. */
class HurtfulTreesTest {
    @TempDir
    Path folder;

    private Path made(ExtOptions.Builder options, FileTree tree) throws Exception {
        ExtOptions built = options.build();
        Path image = Tools.make(built, tree, folder.resolve("image"), new ExtMaker(built).neededBytes(tree));
        Tools.isClean(image);
        return image;
    }

    private static ListedTree manyNames(int count, String beginning) {
        ListedTree tree = new ListedTree().folder("d");
        for (int i = 0; i < count; i++) {
            tree.link("d/" + beginning + i, "x");
        }
        return tree;
    }

    @Test
    void aFolderOf100000NamesHasAnIndexOfTwoLevels() throws Exception {
        Path image = made(Tools.options(ExtRevision.EXT4).blockSize(4096), manyNames(100_000, "a-name-of-some-length-"));
        String dump = Tools.debugfs(image, "htree_dump /d");
        assertTrue(dump.contains("Indirect levels: 1"), dump.substring(0, 300));
        assertTrue(Tools.debugfs(image, "stat /d/a-name-of-some-length-99999").contains("Type: symlink"));
    }

    @Test
    void seventyThousandNamesFitSmallBlocksInAllRevisions() throws Exception {
        for (ExtRevision revision : ExtRevision.values()) {
            made(Tools.options(revision).blockSize(1024).bytesPerInode(1024), manyNames(70_000, "ü"));
        }
    }

    @Test
    void aThirdLevelOfTheIndexNeedsItsFeature() throws Exception {
        ListedTree tree = manyNames(70_000, "long-".repeat(47));
        assertThrows(Failure.class, () -> made(Tools.options(ExtRevision.EXT4).blockSize(1024), tree));
        Path image = made(Tools.options(ExtRevision.EXT4).blockSize(1024).with(ExtFeature.LARGE_DIR), tree);
        assertTrue(Tools.debugfs(image, "htree_dump /d").contains("Indirect levels: 2"));
    }

    @Test
    void moreFoldersThanLinksCanCountNeedExt4() throws Exception {
        ListedTree tree = new ListedTree();
        for (int i = 0; i < 66_000; i++) {
            tree.folder(Integer.toString(i));
        }
        Failure tooMany = assertThrows(Failure.class, () -> made(Tools.options(ExtRevision.EXT3), tree));
        assertTrue(tooMany.getMessage().contains("66003 links"), tooMany.getMessage());
        assertTrue(Tools.debugfs(made(Tools.options(ExtRevision.EXT4), tree), "stat /").contains("Links: 1 "));
    }

    @ParameterizedTest
    @EnumSource(ExtRevision.class)
    void aSparseFileOfFiveGigabytesIsNotWritten(ExtRevision revision) throws Exception {
        Path sparse = folder.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(5L << 30);
            for (long place : new long[] {0, 700_000_000, 3L << 30, (5L << 30) - 1}) {
                file.seek(place);
                file.write(7);
            }
        }
        FolderTree tree = new FolderTree(folder);
        Path out = Files.createTempDirectory("sparse");
        try {
            Path image = Tools.make(Tools.options(revision).blockSize(4096).build(), onlySparse(tree),
                out.resolve("image"), 64 << 20);
            Tools.isClean(image);
            assertTrue(Tools.debugfs(image, "stat /sparse").contains("Size: 5368709120"));
            Tools.debugfs(image, "dump /sparse " + out.resolve("back"));
            assertEquals(-1, Files.mismatch(sparse, out.resolve("back")));
        } finally {
            for (Path one : new Path[] {out.resolve("image"), out.resolve("back"), out}) {
                Files.deleteIfExists(one);
            }
        }
    }

    @Test
    void zerosThatAreStoredAsBytesNeedNoRoomEither() throws Exception {
        byte[] bytes = new byte[100 << 20];
        bytes[50 << 20] = 1;
        Path image = Tools.make(Tools.options(ExtRevision.EXT4).blockSize(4096).build(),
            new ListedTree().file("zeros", bytes), folder.resolve("image"), 8 << 20);
        Tools.isClean(image);
        Tools.debugfs(image, "dump /zeros " + folder.resolve("back"));
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("back")));
    }

    private static FileTree onlySparse(FolderTree tree) {
        return new ListedTree().put(tree.get("sparse").orElseThrow());
    }

    @Test
    void aFileOfManyHolesGetsADeepTree() throws Exception {
        for (ExtRevision revision : new ExtRevision[] {ExtRevision.EXT3, ExtRevision.EXT4}) {
            byte[] bytes = new byte[20 << 20];
            for (int at = 0; at < bytes.length; at += 2048) {
                bytes[at] = 1;
            }
            Path image = made(Tools.options(revision).blockSize(1024), new ListedTree().file("f", bytes));
            Tools.debugfs(image, "dump /f " + folder.resolve("back"));
            assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("back")));
        }
    }

    @Test
    void aFileThatReachesTheTripleBlocksOfAMapComesBack() throws Exception {
        byte[] end = new byte[4096];
        new Random(3).nextBytes(end);
        Content content = new Content() {
            @Override
            public long sizeBytes() {
                return (70L << 20) + end.length;
            }

            @Override
            public InputStream open() {
                return new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(new byte[70 << 20]),
                    new java.io.ByteArrayInputStream(end));
            }
        };
        ListedTree tree = new ListedTree().put(new Entry.PlainFile("f", Attributes.ofRoot(0644, 0), content));
        Path image = Tools.make(Tools.options(ExtRevision.EXT2).blockSize(1024).build(), tree, folder.resolve("image"),
            80 << 20);
        Tools.isClean(image);
        Tools.debugfs(image, "dump /f " + folder.resolve("back"));
        byte[] back = Files.readAllBytes(folder.resolve("back"));
        assertArrayEquals(end, Arrays.copyOfRange(back, 70 << 20, back.length));
    }

    @Test
    void linksOf59And60BytesAndLongerOnesAreFound() throws Exception {
        ListedTree tree = new ListedTree();
        int[] lengths = {1, 59, 60, 61, 1023, 4095};
        for (int length : lengths) {
            tree.link("l" + length, "t".repeat(length));
        }
        Path image = made(Tools.options(ExtRevision.EXT4).blockSize(4096), tree);
        assertTrue(Tools.debugfs(image, "stat /l59").contains("Fast link dest"));
        assertTrue(!Tools.debugfs(image, "stat /l60").contains("Fast link dest"));
        Tools.debugfs(image, "rdump / " + Files.createDirectory(folder.resolve("out")));
        for (int length : lengths) {
            assertEquals("t".repeat(length), Files.readSymbolicLink(folder.resolve("out/l" + length)).toString());
        }
    }

    @Test
    void xattrsAreInTheInodeAndInBlocksThatInodesShare() throws Exception {
        Attributes rich = Attributes.ofRoot(0644, 0).withXattrs(new TreeMap<>(Map.of("user.small", new byte[] {'v'},
            "security.capability", new byte[20], "user.large", "w".repeat(300).getBytes())));
        ListedTree tree = new ListedTree();
        for (int i = 0; i < 2500; i++) {
            tree.put(new Entry.PlainFile("f" + i, rich, Content.of("")));
        }
        Path image = made(Tools.options(ExtRevision.EXT4).blockSize(4096), tree);
        String listed = Tools.debugfs(image, "ea_list /f7");
        assertTrue(listed.contains("user.small (1) = \"v\"") && listed.contains("security.capability (20)")
            && listed.contains("user.large (300)"), listed);
        assertEquals(3, java.util.stream.IntStream.range(0, 2500).filter(i -> i % 50 == 0).mapToObj(i -> {
            try {
                return Tools.debugfs(image, "stat /f" + i).replaceAll("(?s).*File ACL: (\\d+).*", "$1");
            } catch (Exception trouble) {
                throw new IllegalStateException(trouble);
            }
        }).distinct().count());
    }

    @Test
    void timesBefore1970AndBehind2038AreKept() throws Exception {
        ListedTree tree = new ListedTree();
        for (long time : new long[] {-2147483648L, -1, 0, 2147483648L, 4294967296L, 15032385535L}) {
            tree.put(new Entry.Folder("t" + time, Attributes.ofRoot(0755, time)));
        }
        Path image = made(Tools.options(ExtRevision.EXT4), tree);
        assertTrue(Tools.debugfs(image, "stat /t4294967296").contains("mtime: 0x00000000:00000001"));
        assertTrue(Tools.debugfs(image, "stat /t-1").contains("mtime: 0xffffffff:00000000"));
        assertTrue(Tools.debugfs(image, "stat /t15032385535").contains("mtime: 0x7fffffff:00000003"));
    }

    @Test
    void theFoldersOwnLostAndFoundIsTaken() throws Exception {
        ListedTree tree = new ListedTree().put(new Entry.Folder("lost+found", Attributes.of(0750, 7, 7, 0)))
            .file("lost+found/#12", "found");
        Path image = made(Tools.options(ExtRevision.EXT4), tree);
        assertTrue(Tools.debugfs(image, "stat /lost+found").contains("Inode: 11 "));
        assertTrue(Tools.debugfs(image, "stat /lost+found").contains("Mode:  0750"));
        assertThrows(Failure.class, () -> made(Tools.options(ExtRevision.EXT4), new ListedTree().file("lost+found", "")));
        assertEquals(Optional.empty(), new ListedTree().get("lost+found"));
    }
}
