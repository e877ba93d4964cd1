package org.rootbuild.ext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.FileVolume;

/** Filesystems of {@code mke2fs} made larger. */
class ExtGrowthTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    static List<String> kinds() {
        return ExtTools.KINDS;
    }

    private static void grow(Path image, long size) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        try (FileVolume volume = FileVolume.forWriting(image)) {
            new ExtGrowth(volume).grow(Activity.SILENT);
        }
    }

    private static List<String> lines(Path image) throws Exception {
        try (FileVolume volume = FileVolume.forReading(image)) {
            return ExtTools.lines(ExtTools.open(volume).tree());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itGrowsStepByStepAndKeepsWhatItHolds(String kind) throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), kind, "9M", Optional.of(Path.of("src/main/java/org/rootbuild/ext")));
        List<String> before = lines(image);
        long size = Files.size(image);
        for (long more : new long[] {1, 700_001, 30 * MIB, 517 * MIB + 12_345, 3000 * MIB}) {
            size += more;
            grow(image, size);
            ExtTools.check(image);
            ExtTools.same(before, lines(image), kind + " at " + size);
        }
        try (FileVolume volume = FileVolume.forReading(image)) {
            assertTrue(ExtTools.open(volume).facts().sizeBytes() > size - 9 * MIB, kind);
        }
    }

    @Test
    void theNewRoomCanBeFilledAndTheCopiesOfTheSuperblockAreTrue() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -b 1024", "16M", Optional.empty());
        grow(image, 96 * MIB);
        String copy = ExtTools.must("dumpe2fs", "-h", "-o", "superblock=73729", "-o", "blocksize=1024",
            image.toString());
        assertTrue(copy.contains("Block count:              98304"), copy);
        byte[] bytes = new byte[(int) (60 * MIB)];
        new Random(1).nextBytes(bytes);
        try (FileVolume volume = FileVolume.forWriting(image)) {
            Filesystem.Edit edit = ExtTools.open(volume).edit();
            edit.write("big", Attributes.ofRoot(0644, 1), Content.of(bytes));
            edit.finish();
        }
        ExtTools.check(image);
        ExtTools.must("debugfs", "-R", "dump /big " + folder.resolve("out"), image.toString());
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("out")));
    }

    @Test
    void itHasTheSizesThatResize2fsGives() throws Exception {
        for (String kind : new String[] {"-t ext4", "-t ext3", "-t ext2 -b 1024", "-t ext4 -b 1024 -m 3"}) {
            Path ours = ExtTools.image(folder.resolve("ours"), kind, "20M", Optional.empty());
            Path theirs = folder.resolve("theirs");
            Files.copy(ours, theirs, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            grow(ours, 700 * MIB);
            try (RandomAccessFile file = new RandomAccessFile(theirs.toFile(), "rw")) {
                file.setLength(700 * MIB);
            }
            ExtTools.must("e2fsck", "-fy", theirs.toString());
            ExtTools.must("resize2fs", theirs.toString());
            assertEquals(figures(theirs), figures(ours), kind);
        }
    }

    private static List<String> figures(Path image) throws Exception {
        return ExtTools.must("dumpe2fs", "-h", image.toString()).lines().filter(line -> line.matches(
            "(Inode count|Block count|Free blocks|Free inodes|Reserved GDT blocks|Filesystem features):.*")).toList();
    }

    @Test
    void oldBytesBehindTheFilesystemDoNotMatter() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext2 -b 1024", "8M", Optional.empty());
        byte[] junk = new byte[(int) (60 * MIB)];
        new Random(2).nextBytes(junk);
        Files.write(image, junk, java.nio.file.StandardOpenOption.APPEND);
        grow(image, 68 * MIB);
        ExtTools.check(image);
    }

    @Test
    void theCheckerRejectsAGrowthThatForgotTheNewGroups() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -b 1024", "16M", Optional.empty());
        grow(image, 96 * MIB);
        try (FileVolume volume = FileVolume.forWriting(image)) {
            ExtAccess access = new ExtAccess(volume, ExtHead.read(volume).orElseThrow());
            volume.zero(new org.rootbuild.volume.Range(access.groups().blockBitmap(9) * 1024, 1024));
        }
        assertNotEquals(0, ExtTools.run("e2fsck", "-fn", image.toString()).status());
    }

    @Test
    void withoutTheFeature64bitThereIsALimit() throws Exception {
        Path image = ExtTools.image(folder.resolve("image"), "-t ext4 -b 1024 -O ^64bit -N 16", "8M",
            Optional.empty());
        Failure refused = assertThrows(Failure.class, () -> grow(image, 5L << 40));
        assertTrue(refused.getMessage().contains("64bit"), refused.getMessage());
    }
}
