package org.rootbuild.fat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.FolderTree;
import org.rootbuild.volume.FileVolume;

class FatMakerTest {
    @TempDir
    private Path folder;

    private static final FatOptions OPTIONS = FatOptions.defaults().withLabel("TRIAL").withVolumeId(0x1234abcdL)
        .withEpochSeconds(SmallTree.TIME);

    private Path image() {
        return folder.resolve("fat.img");
    }

    private static SmallTree example() {
        byte[] large = new byte[300_000];
        new Random(1).nextBytes(large);
        return new SmallTree().file("EFI/BOOT/BOOTX64.EFI", large).file("loader/loader.conf", "timeout 3\n")
            .file("loader/entries/a system with a long name.conf", "title x\n")
            .file("empty", "").folder("nothing in it");
    }

    @ParameterizedTest
    @EnumSource(FatKind.class)
    void fsckAndMtoolsReadEveryKind(FatKind kind) throws Exception {
        FatOptions options = OPTIONS.withKind(kind);
        FatTools.make(example(), image(), kind == FatKind.FAT12 ? 4 << 20 : 40 << 20, options);
        String report = FatTools.sound(image());
        assertTrue(report.contains(kind.bits() + " bit entries") || kind == FatKind.FAT32
            && report.contains("Root directory start at cluster 2"), report);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        FatTools.must("mcopy", "-s", "-p", "-m", "-i", image().toString(), "::*", copy.toString());
        assertEquals(SmallTree.lines(example()), SmallTree.lines(new FolderTree(copy)));
        String listing = FatTools.must("mdir", "-i", image().toString(), "::");
        assertTrue(listing.contains("is TRIAL") && listing.contains("1234-ABCD"), listing);
        assertTrue(FatTools.must("minfo", "-i", image().toString(), "::").contains("serial number: 1234ABCD"));
        assertEquals("timeout 3\n", FatTools.must("mtype", "-i", image().toString(), "::loader/loader.conf"));
    }

    @Test
    void fsckRejectsDamage() throws Exception {
        FatTools.make(example(), image(), 40 << 20, OPTIONS.withKind(FatKind.FAT32));
        try (RandomAccessFile file = new RandomAccessFile(image().toFile(), "rw")) {
            file.seek(32 * 512 + 5 * 4);
            file.writeInt(Integer.reverseBytes(3));
        }
        assertNotEquals(0, FatTools.run("fsck.fat", "-n", image().toString()).status());
    }

    @ParameterizedTest
    @CsvSource({"1M,0,512", "360K,0,512", "720K,0,512", "1200K,0,512", "1440K,0,512", "2880K,0,512", "8M,0,512",
        "16M,0,512",
        "40M,0,512", "200M,0,512", "520M,0,512", "2G,0,512", "9G,0,512", "40G,0,512", "64M,32,512", "260M,32,512",
        "300M,32,512", "2G,16,512", "100M,12,512", "16M,0,4096", "64M,0,4096", "600M,0,4096", "64M,32,1024",
        "4M,32,2048"})
    void shapesAreThoseOfMkfsVfat(String size, int bits, int sectorBytes) throws Exception {
        Path theirs = folder.resolve("theirs.img");
        FatTools.must("truncate", "-s", size, theirs.toString());
        List<String> command = new ArrayList<>(
            List.of("mkfs.vfat", "-S", "" + sectorBytes, "-i", "1234abcd", "-n", "TRIAL", theirs.toString()));
        if (bits > 0) {
            command.addAll(List.of("-F", "" + bits));
        }
        FatTools.must(command.toArray(String[]::new));
        FatOptions options = OPTIONS.withSectorBytes(sectorBytes);
        options = bits == 0 ? options : options.withKind(FatKind.valueOf("FAT" + bits));
        BootSector their = boot(theirs);
        // They leave out what does not fill a track.
        FatTools.make(new SmallTree(), image(), their.geometry().sizeBytes(), options);
        assertEquals(their, boot(image()));
        FatTools.sound(image());
    }

    private static BootSector boot(Path image) throws Exception {
        try (FileVolume volume = FileVolume.forReading(image)) {
            return BootSector.read(volume.read(0, 512));
        }
    }

    @ParameterizedTest
    @CsvSource({",512,", "FAT12,512,", "FAT16,512,", "FAT32,512,", ",512,4096", "FAT16,4096,", ",512,32768",
        "FAT32,512,8192"})
    void neededBytesIsWhatFitsAndNothingLess(FatKind kind, int sectorBytes, Integer cluster) throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            FileTree tree = new Trees(seed).next(60);
            FatOptions options = FatOptions.defaults().withSectorBytes(sectorBytes);
            options = kind == null ? options : options.withKind(kind);
            FatOptions last = cluster == null ? options : options.withClusterBytes(cluster);
            long needed = new FatMaker(last).neededBytes(tree);
            FatTools.make(tree, image(), needed, last);
            FatTools.sound(image());
            assertEquals(SmallTree.lines(tree), FatTools.lines(image()));
            for (int less = 1; kind != FatKind.FAT32 && less < 20; less++) {
                long tooSmall = needed - (long) less * sectorBytes;
                if (tooSmall > 0) {
                    Failure failure =
                        assertThrows(Failure.class, () -> FatTools.make(tree, image(), tooSmall, last), "seed " + tree);
                    assertTrue(failure.getMessage().contains("" + needed), failure.getMessage());
                }
            }
            for (int more = 1; more < 12; more++) {
                FatTools.make(tree, image(), needed + (long) more * sectorBytes, last);
            }
        }
    }

    @Test
    void twoRunsGiveTheSameBytesWhateverTheNumberOfThreads() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] bytes = new byte[random.nextInt(60_000)];
            random.nextBytes(bytes);
            Files.write(from.resolve("file with number " + i), bytes);
        }
        byte[] large = new byte[5_000_000];
        random.nextBytes(large);
        Files.write(from.resolve("large"), large);
        Path[] images = {folder.resolve("1.img"), folder.resolve("2.img")};
        for (int i = 0; i < 2; i++) {
            try (FileVolume volume = FileVolume.create(images[i], 40 << 20)) {
                new FatMaker(OPTIONS, 1 + 3 * i).make(new FolderTree(from), volume, new FatTools.Notes());
            }
        }
        assertEquals(-1, Files.mismatch(images[0], images[1]));
        FatTools.sound(images[0]);
        assertEquals(SmallTree.lines(new FolderTree(from)), FatTools.lines(images[0]));
    }

    @Test
    void hundredsOfRandomTreesAreSoundAndReadBack() throws Exception {
        FatKind[] kinds = FatKind.values();
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            SmallTree tree = new Trees(seed).next(120);
            FatOptions options = OPTIONS.withHiddenSectors(random.nextInt(5000)).withAligned(random.nextBoolean())
                .withTables(1 + random.nextInt(2)).withSectorBytes(512 << random.nextInt(4));
            options = random.nextBoolean() ? options : options.withKind(kinds[random.nextInt(3)]);
            long size = new FatMaker(options).neededBytes(tree) + random.nextInt(3_000_000);
            FatTools.make(tree, image(), size, options);
            FatTools.sound(image());
            assertEquals(SmallTree.lines(tree), FatTools.lines(image()), "seed " + seed);
        }
    }

    @Test
    void clustersBecomeSmallerWhereTheFilesWouldNotFitOtherwise() throws Exception {
        SmallTree tree = new SmallTree();
        for (int i = 0; i < 3000; i++) {
            tree.file("d/" + i, "x");
        }
        var notes = FatTools.make(tree, image(), 5 << 20, OPTIONS);
        assertTrue(notes.get(0).startsWith("clusters of 1024 bytes on fat16 were taken"), notes.toString());
        FatTools.sound(image());
    }

    @Test
    void aFat32WithFewClustersSaysSo() throws Exception {
        var notes = FatTools.make(example(), image(), 4 << 20, OPTIONS.withKind(FatKind.FAT32));
        assertTrue(notes.get(0).contains("strict readers"), notes.toString());
    }

    @Test
    void bootCodeIsTakenAndTheDescriptionStays() throws Exception {
        byte[] code = new byte[512];
        new Random(3).nextBytes(code);
        code[0] = (byte) 0xeb;
        FatTools.make(example(), image(), 40 << 20, OPTIONS.withKind(FatKind.FAT32).withBootSector(code));
        FatTools.sound(image());
        try (FileVolume volume = FileVolume.forWriting(image())) {
            ByteBuffer sector = volume.read(0, 512);
            assertArrayEquals(java.util.Arrays.copyOfRange(code, 90, 510),
                java.util.Arrays.copyOfRange(sector.array(), 90, 510));
            FatFilesystem filesystem = FatFilesystem.open(volume).orElseThrow();
            byte[] other = BootCode.plain(FatKind.FAT32);
            filesystem.writeBootCode(other);
            filesystem.writeHiddenSectors(4711);
            assertArrayEquals(volume.read(0, 512).array(), volume.read(6 * 512, 512).array());
        }
        assertTrue(FatTools.sound(image()).contains("4711 hidden sectors"));
        assertEquals(SmallTree.lines(example()), FatTools.lines(image()));
    }

    @Test
    void syslinuxInstallsItselfAndItsCodeIsKept() throws Exception {
        FatTools.make(example(), image(), 40 << 20, OPTIONS.withKind(FatKind.FAT16));
        FatTools.must("syslinux", "--install", image().toString());
        FatTools.sound(image());
        try (FileVolume volume = FileVolume.forReading(image())) {
            FatFilesystem filesystem = FatFilesystem.open(volume).orElseThrow();
            var places = filesystem.placesOf("/LDLINUX.SYS");
            byte[] start = volume.read(places.get(0).at(), 16).array();
            assertTrue(new String(start, "ISO-8859-1").contains("SYSLINUX"), new String(start, "ISO-8859-1"));
            assertEquals("SYSLINUX", BootSector.word(volume.read(0, 512), 3, 8));
        }
    }

    @Test
    void grubReadsNamesOfAllPlanesOfUnicode() throws Exception {
        SmallTree tree = example().file("unicode/\ud83d\ude00 smile Ünïcödé.txt", "x").file("unicode/ПРИВЕТ", "y");
        Path copy = Files.createDirectory(folder.resolve("copy"));
        for (FatKind kind : FatKind.values()) {
            FatTools.make(tree, image(), kind == FatKind.FAT12 ? 4 << 20 : 40 << 20, OPTIONS.withKind(kind));
            String names = FatTools.must("grub-fstest", image().toString(), "ls", "(loop0)/unicode/");
            assertTrue(names.contains("\ud83d\ude00 smile Ünïcödé.txt") && names.contains("ПРИВЕТ"), names);
            FatTools.copyOut(tree, copy);
            assertEquals("", FatTools.must("grub-fstest", image().toString(), "cmp", "(loop0)/", copy.toString()));
            Files.writeString(copy.resolve("unicode/ПРИВЕТ"), "z");
            String differs = FatTools.run("grub-fstest", image().toString(), "cmp", "(loop0)/",
                copy.toString()).output();
            assertTrue(differs.contains("compare fail"), differs);
        }
    }

    /** Many kernels are built without vfat, and no package brings it to them: this one then compares nothing. */
    @Test
    void theKernelSeesTheSameFilesWhereItKnowsVfat() throws Exception {
        FatTools.run("modprobe", "-q", "vfat");
        SmallTree tree = example().file("unicode/\ud83d\ude00 smile Ünïcödé.txt", "x").file("unicode/ПРИВЕТ", "y");
        FatKind[] kinds = Files.readString(Path.of("/proc/filesystems")).contains("vfat") ? FatKind.values()
            : new FatKind[0];
        for (FatKind kind : kinds) {
            FatTools.make(tree, image(), kind == FatKind.FAT12 ? 4 << 20 : 40 << 20, OPTIONS.withKind(kind));
            Path mount = Files.createDirectories(folder.resolve("mnt"));
            FatTools.must("mount", "-t", "vfat", "-o", "loop,ro,utf8,tz=UTC", image().toString(), mount.toString());
            try {
                assertEquals(SmallTree.lines(tree), SmallTree.lines(new FolderTree(mount)));
            } finally {
                // The loop device goes with the mount.
                FatTools.must("umount", mount.toString());
            }
        }
    }

    @Test
    void aFileThatChangesWhileItIsReadIsAFailure() throws Exception {
        Path from = Files.createDirectory(folder.resolve("from"));
        Path file = Files.write(from.resolve("grows"), new byte[1000]);
        SmallTree tree = new SmallTree();
        for (int size : new int[] {900, 1100}) {
            Files.write(file, new byte[1000]);
            new FolderTree(from).get("grows").ifPresent(tree::put);
            Files.write(file, new byte[size]);
            Failure failure = assertThrows(Failure.class, () -> FatTools.make(tree, image(), 4 << 20, OPTIONS));
            assertEquals("/grows has not 1000 bytes any more", failure.getMessage());
        }
    }

}
