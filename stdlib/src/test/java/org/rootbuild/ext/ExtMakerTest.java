package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FolderTree;

class ExtMakerTest {
    @TempDir
    Path folder;

    private Path image() {
        return folder.resolve("image");
    }

    @ParameterizedTest
    @EnumSource(ExtRevision.class)
    void allRevisionsAndBlockSizesAreCleanFromTheSmallestSizeOn(ExtRevision revision) throws Exception {
        for (int blockSize : new int[] {1024, 2048, 4096}) {
            for (int inodeSize : new int[] {128, 256}) {
                ExtOptions options = Tools.options(revision).blockSize(blockSize).inodeSize(inodeSize).build();
                ListedTree tree = new ListedTree().folder("a").file("a/b", "text").link("l", "a/b");
                long needed = new ExtMaker(options).neededBytes(tree);
                for (long size : new long[] {needed, needed + 5000, 9 << 20, 130 << 20, 1L << 31}) {
                    Tools.isClean(Tools.make(options, tree, image(), size));
                }
            }
        }
    }

    @Test
    void everySetOfFeaturesIsClean() throws Exception {
        ListedTree tree = RandomTree.of(5, 300);
        ExtFeature[] optional = {ExtFeature.EXTENT, ExtFeature.BITS_64, ExtFeature.METADATA_CSUM, ExtFeature.FLEX_BG,
            ExtFeature.RESIZE_INODE, ExtFeature.DIR_INDEX, ExtFeature.SPARSE_SUPER, ExtFeature.FILETYPE,
            ExtFeature.HAS_JOURNAL};
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            ExtOptions.Builder options = Tools.options(ExtRevision.EXT4).blockSize(1024 << i % 3);
            for (ExtFeature feature : optional) {
                if (random.nextInt(3) == 0) {
                    options.without(feature);
                }
            }
            if (!options.build().has(ExtFeature.METADATA_CSUM)) {
                options.with(i % 2 == 0 ? ExtFeature.UNINIT_BG : ExtFeature.LARGE_DIR);
            }
            Tools.isClean(Tools.make(options.build(), tree, image(), 200 << 20));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,70", "70,140", "140,210"})
    void randomTreesFitExactlyIntoWhatTheyNeedAndNotIntoLess(int from, int to) throws Exception {
        for (int seed = from; seed < to; seed++) {
            ListedTree tree = RandomTree.of(seed, 120);
            ExtOptions options = Tools.options(ExtRevision.values()[seed % 3]).blockSize(1024 << seed / 3 % 3).build();
            ExtMaker maker = new ExtMaker(options);
            long needed = maker.neededBytes(tree);
            Tools.isClean(Tools.make(options, tree, image(), needed));
            Failure small = assertThrows(Failure.class, () -> Tools.make(options, tree, image(), needed - 4096));
            assertTrue(small.getMessage().contains(Long.toString(needed))
                && small.getMessage().contains(Long.toString(needed - 4096)), small.getMessage());
            if (seed % 7 == 0) {
                Tools.make(options, tree, image(), needed);
                comesBack(tree, image());
            }
        }
    }

    /** What debugfs can bring back: contents, targets of links, modes and owners. */
    private void comesBack(ListedTree tree, Path image) throws Exception {
        Path out = Files.createTempDirectory(folder, "dump");
        Tools.debugfs(image, "rdump / " + out);
        FolderTree dumped = new FolderTree(out);
        for (Entry entry : (Iterable<Entry>) tree.entries()::iterator) {
            if (entry instanceof Entry.PlainFile file) {
                Entry.PlainFile back = (Entry.PlainFile) dumped.get(entry.path()).orElseThrow();
                assertArrayEquals(file.content().bytes(), back.content().bytes(), entry.path());
                assertEquals(file.attributes().owner(), back.attributes().owner());
                assertEquals(file.attributes().group(), back.attributes().group());
            } else if (entry instanceof Entry.Symlink link) {
                assertEquals(link.target(), ((Entry.Symlink) dumped.get(entry.path()).orElseThrow()).target());
            } else if (entry instanceof Entry.Folder && !entry.path().isEmpty()) {
                assertTrue(dumped.get(entry.path()).orElseThrow() instanceof Entry.Folder, entry.path());
            }
        }
    }

    @Test
    void sizesAndCountsAreThoseThatMke2fsChooses() throws Exception {
        Path peer = folder.resolve("peer");
        for (ExtRevision revision : ExtRevision.values()) {
            for (long size : new long[] {200_000, 1 << 20, 1_474_560, 5_000_000, 9_000_000, 100_000_000, 1 << 29,
                1_500_000_000, 20_000_000_000L, 5L << 40}) {
                if (revision != ExtRevision.EXT4 && size > 1L << 40) {
                    continue;
                }
                Tools.make(Tools.options(revision).build(), new ListedTree(), image(), size);
                if (size < 1L << 36) {
                    Files.deleteIfExists(peer);
                    Tools.done("truncate", "-s", Long.toString(size), peer.toString());
                    Tools.done("mke2fs", "-q", "-t", revision.word(), peer.toString());
                    assertEquals(counts(peer), counts(image()), revision + " of " + size);
                }
                assertTrue(allocated(image()) < 300 << 20, size + " takes " + allocated(image()));
                Tools.isClean(image());
            }
        }
    }

    private static String counts(Path image) throws Exception {
        StringBuilder counts = new StringBuilder();
        for (String line : Tools.done("dumpe2fs", "-h", image.toString()).split("\n")) {
            if (line.matches("(Inode count|Block count|Reserved block count|Free .*|First .*|Block size|Group desc.*"
                + "|Reserved GDT.*|.* per group|Filesystem .*|Default .*|Inode size|Total journal.*|Flex.*|Required.*"
                + "|Desired.*|Journal inode|Maximum mount.*|Check.*type):.*")
                && !line.matches("Filesystem (UUID|created|volume).*|Default directory hash.*")) {
                counts.append(line).append('\n');
            }
        }
        return counts.toString();
    }

    private static long allocated(Path file) throws Exception {
        return 512 * Long.parseLong(Tools.done("stat", "-c", "%b", file.toString()).trim());
    }

    @Test
    void whatIsMadeIsTheSameTwice() throws Exception {
        ListedTree tree = RandomTree.of(77, 400);
        ExtOptions options = Tools.options(ExtRevision.EXT4).build();
        Path second = folder.resolve("second");
        Tools.make(options, tree, image(), 600 << 20);
        Tools.make(options, tree, second, 600 << 20);
        assertEquals(-1, Files.mismatch(image(), second));
    }

    @Test
    void theOracleRefusesEveryDamagedPlaceOfTheMetadata() throws Exception {
        ListedTree tree = new ListedTree().folder("a").file("a/b", new byte[] {1, 2, 3});
        ExtOptions options = Tools.options(ExtRevision.EXT4).blockSize(4096).build();
        Geometry geometry = new Geometry(options, 100 << 20, 20);
        long table = geometry.inodeTables[0] * 4096;
        for (long place : new long[] {1024 + 12, 4096 + 12, geometry.blockBitmaps[0] * 4096 + 2,
            geometry.inodeBitmaps[0] * 4096 + 1, table + 256 * 11 + 4, table + 256 * 12 + 0x28}) {
            Tools.isClean(Tools.make(options, tree, image(), 100 << 20));
            flip(place);
            Tools.isDamaged(image());
        }
    }

    private void flip(long place) throws Exception {
        try (FileChannel channel = FileChannel.open(image(), java.nio.file.StandardOpenOption.READ,
            java.nio.file.StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
            channel.read(one, place);
            channel.write(one.put(0, (byte) (one.get(0) ^ 0x11)).flip(), place);
        }
    }

    @Test
    void resize2fsMakesItBiggerAndSmaller() throws Exception {
        for (ExtRevision revision : ExtRevision.values()) {
            for (int blockSize : new int[] {1024, 4096}) {
                ListedTree tree = RandomTree.of(9, 100);
                ExtOptions options = Tools.options(revision).blockSize(blockSize).build();
                Tools.make(options, tree, image(), 64 << 20);
                Tools.done("truncate", "-s", "3G", image().toString());
                Tools.done("resize2fs", "-f", image().toString());
                Tools.isClean(image());
                comesBack(tree, image());
                Tools.done("resize2fs", "-f", "-M", image().toString());
                Tools.isClean(image());
            }
        }
    }

    @Test
    void whatExtCannotHoldIsAllNamedAtOnce() {
        ListedTree tree = new ListedTree().link("long", "x".repeat(1200)).put(new Entry.PlainFile("xattrs",
            org.rootbuild.tree.Attributes.ofRoot(0644, 0).withXattrs(new java.util.TreeMap<>(
                java.util.Map.of("user.big", new byte[5000]))), Content.of("")));
        Failure failure = assertThrows(Failure.class, () -> Tools.make(Tools.options(ExtRevision.EXT4).blockSize(1024)
            .build(), tree, image(), 10 << 20));
        assertTrue(failure.getMessage().contains("/long") && failure.getMessage().contains("/xattrs"),
            failure.getMessage());
        ListedTree late = new ListedTree().put(new Entry.Folder("late",
            org.rootbuild.tree.Attributes.ofRoot(0755, 1L << 40)));
        assertTrue(assertThrows(Failure.class, () -> Tools.make(Tools.options(ExtRevision.EXT4).build(), late, image(),
            10 << 20)).getMessage().contains("/late"));
    }

    @Test
    void aContentThatIsShorterThanItSaysIsRefused() {
        Content wrong = new Content() {
            @Override
            public long sizeBytes() {
                return 10;
            }

            @Override
            public java.io.InputStream open() {
                return new java.io.ByteArrayInputStream(new byte[9]);
            }
        };
        ListedTree tree = new ListedTree().put(new Entry.PlainFile("f",
            org.rootbuild.tree.Attributes.ofRoot(0644, 0), wrong));
        Failure failure = assertThrows(Failure.class, () -> Tools.make(Tools.options(ExtRevision.EXT4).build(), tree,
            image(), 10 << 20));
        assertTrue(failure.getMessage().contains("/f"), failure.getMessage());
    }
}
