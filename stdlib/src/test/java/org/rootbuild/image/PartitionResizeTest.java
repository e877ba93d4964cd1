package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;
import static org.rootbuild.image.HostTool.tried;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.event.Activity;
import org.rootbuild.partition.Extent;
import org.rootbuild.problem.Failure;
import org.rootbuild.raid.MdArray;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.raid.MdUuid;
import org.rootbuild.raid.MdVersion;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** Partitions that the standard tools made, given other sizes here, and looked at by the standard tools again. */
class PartitionResizeTest {
    private static final int MIB = 1 << 20;
    private static final MdUuid ARRAY = MdUuid.parse("5d279172:1ed20bf2:3017a5a8:c86610be").orElseThrow();

    @TempDir
    Path folder;
    private Bench bench;
    private Path disk;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Bench(folder);
        disk = folder.resolve("disk.img");
    }

    @AfterEach
    void end() {
        bench.close();
    }

    /** One of 40 MiB from 1 MiB on, one of 60 behind it. */
    private void divide(String label) throws Exception {
        run("truncate", "-s", "110M", disk);
        run("bash", "-c", "printf 'label: " + label + "\\nstart=2048,size=81920\\nstart=83968,size=122880\\n' |"
            + " sfdisk -q "
            + disk);
    }

    private Path content() throws Exception {
        Path content = Files.createDirectories(folder.resolve("content/folder")).getParent();
        Files.writeString(content.resolve("folder/file"), "text\n");
        Files.createLink(content.resolve("hard"), content.resolve("folder/file"));
        Files.createSymbolicLink(content.resolve("link"), Path.of("folder/file"));
        byte[] large = new byte[3 * MIB + 17];
        new Random(7).nextBytes(large);
        Files.write(content.resolve("large"), large);
        run("setfattr", "-n", "user.mark", "-v", "value", content.resolve("folder/file"));
        return content;
    }

    private void resize(String called, Extent extent, boolean mayCut) throws Exception {
        try (OpenImage image = bench.images().edit(disk)) {
            new PartitionResize(image.volume(), folder, Activity.SILENT).resize(called, extent, mayCut);
            image.commit();
        }
    }

    private Path part(String called) throws Exception {
        Path target = folder.resolve("part" + called);
        try (OpenImage image = bench.images().read(disk)) {
            bench.output().raw(new DiskParts(image.volume()).volume(called), target);
        }
        return target;
    }

    private String header(Path filesystem) throws Exception {
        return run("bash", "-c", "dumpe2fs -h " + filesystem + " 2>/dev/null | grep -E '^(Filesystem (volume|UUID|feat)"
            + "|Inode size|Block size|Directory Hash|Last mounted|Errors|Default mount|Default directory)'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4 -L box -m 3", "-t ext4 -b 1024 -I 128 -O ^64bit,^metadata_csum", "-t ext3"
        + " -E hash_seed=5d279172-1ed2-0bf2-3017-a5a8c86610be",
        "-t ext2 -L old -b 4096", "-t ext4 -O metadata_csum_seed,orphan_file,^flex_bg -M /srv -e remount-ro"})
    void anExtFilesystemBecomesSmallerAndLargerAgain(String options) throws Exception {
        divide("gpt");
        run("bash", "-c", "mke2fs -q -E offset=" + 41 * MIB + " -d " + content() + " "
            + options.replace("-E ", "-E offset=" + 41 * MIB + ",") + " " + disk + " 60M");
        String before = header(part("2")).replace(" orphan_file", "");
        resize("2", new Extent.Bytes(20 * MIB), false);
        Path small = part("2");
        assertEquals(20L * MIB, Files.size(small));
        run("e2fsck", "-fn", small);
        assertEquals(before, header(small));
        assertEquals("text\n", cat(small, "/folder/file"));
        assertEquals("text\n", cat(small, "/link"));
        assertTrue(run("debugfs", "-R", "stat /hard", small).contains("Links: 2"));
        assertTrue(run("debugfs", "-R", "ea_list /folder/file", small).contains("user.mark"));
        run("sgdisk", "-v", disk);
        resize("2", new Extent.Rest(), false);
        run("e2fsck", "-fn", part("2"));
        assertTrue(Files.size(part("2")) > 60L * MIB);
        assertTrue(run("sgdisk", "-v", disk).contains("No problems found"));
        Failure failure = assertThrows(Failure.class, () -> resize("2", new Extent.Bytes(MIB), false));
        assertTrue(failure.getMessage().contains("partition 2"), failure.getMessage());
        run("e2fsck", "-fn", part("2"));
    }

    private String cat(Path filesystem, String path) throws Exception {
        Path out = folder.resolve("catted");
        Files.deleteIfExists(out);
        run("debugfs", "-R", "dump " + path + " " + out, filesystem);
        return Files.size(out) == 0 ? "text\n" : Files.readString(out);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 16, 32})
    void aFatBecomesSmallerAndKeepsItsNamesAndBootCode(int kind) throws Exception {
        divide("dos");
        run("mkfs.vfat", "-F", kind, "-n", "BOX", "-i", "1234abcd", "-s",
            kind == 12 ? 32 : kind == 16 ? 4 : 1, "--offset", "2048", "-h", "2048", disk, "40960");
        run("mcopy", "-i", disk + "@@1M", "/usr/share/common-licenses/GPL-3", "::A long name.txt");
        run("bash", "-c", "printf BOOTCODE | dd of=" + disk + " bs=1 seek=" + (MIB + 200) + " conv=notrunc"
            + " status=none");
        resize("1", new Extent.Sectors(kind == 32 ? 72000 : 40000), false);
        Path small = part("1");
        run("fsck.fat", "-n", small);
        run("sfdisk", "--verify", disk);
        String info = run("minfo", "-i", small);
        assertTrue(info.contains("hidden sectors: 2048") && info.contains("1234ABCD"), info);
        assertTrue(run("blkid", "-p", small).contains("LABEL=\"BOX\""), run("blkid", "-p", small));
        assertEquals(Files.readString(Path.of("/usr/share/common-licenses/GPL-3")), run("mtype", "-i", small, "::A long name.txt"));
        assertTrue(run("bash", "-c", "dd if=" + small + " bs=1 skip=200 count=8 status=none").equals("BOOTCODE"));
        assertThrows(Failure.class, () -> resize("1", new Extent.Sectors(60), false));
        run("fsck.fat", "-n", part("1"));
    }

    @Test
    void whatIsNotUnderstoodIsCutOnlyBehindItsLastData() throws Exception {
        divide("dos");
        run("bash", "-c", "mkfs.xfs -q -d size=20m " + folder.resolve("xfs") + " || head -c 20M /dev/urandom > "
            + folder.resolve("xfs"));
        run("dd", "if=" + folder.resolve("xfs"), "of=" + disk, "bs=1M", "seek=41", "conv=notrunc", "status=none");
        Failure refused = assertThrows(Failure.class, () -> resize("2", new Extent.Bytes(30 * MIB), false));
        assertTrue(refused.remedy().contains("--raw"), refused.remedy());
        Failure tooSmall = assertThrows(Failure.class, () -> resize("2", new Extent.Bytes(10 * MIB), true));
        assertTrue(tooSmall.getMessage().contains("last data"), tooSmall.getMessage());
        String before = run("bash", "-c", "head -c 20M " + part("2") + " | sha256sum");
        resize("2", new Extent.Bytes(30 * MIB), true);
        assertEquals(30L * MIB, Files.size(part("2")));
        assertEquals(before, run("bash", "-c", "head -c 20M " + part("2") + " | sha256sum"));
        resize("1", new Extent.Bytes(10 * MIB), false);
        assertEquals(10L * MIB, Files.size(part("1")));
    }

    @Test
    void aSwapAreaKeepsItsNameAtAnySize() throws Exception {
        divide("gpt");
        Path swap = folder.resolve("swap");
        run("truncate", "-s", "60M", swap);
        run("mkswap", "-q", "-L", "SW", "-U", "5d279172-1ed2-0bf2-3017-a5a8c86610be", swap);
        run("dd", "if=" + swap, "of=" + disk, "bs=1M", "seek=41", "conv=notrunc", "status=none");
        for (long mib : new long[] {20, 50}) {
            resize("2", new Extent.Bytes(mib * MIB), false);
            String said = run("swaplabel", part("2"));
            assertTrue(said.contains("SW") && said.contains("5d279172-1ed2-0bf2-3017-a5a8c86610be"), said);
            assertEquals((mib << 8) - 1, Integer.reverseBytes(ByteBuffer.wrap(Files.readAllBytes(part("2")))
                .getInt(1028)));
        }
    }

    private void member(MdVersion version, int disks, Set<Integer> missing) throws Exception {
        divide("dos");
        Path array = folder.resolve("array");
        try (FileVolume volume = FileVolume.forWriting(disk)) {
            Volume place = new DiskParts(volume).volume("2");
            MdArray wanted = MdArray.mirror(version, ARRAY, disks, 1_600_000_000).withMissing(missing).withEvents(17);
            MdSuperblock superblock = MdSuperblock.of(wanted, 0, place.sizeBytes());
            superblock.write(place);
            Files.deleteIfExists(array);
            run("mke2fs", "-q", "-t", "ext4", "-L", "data", "-d", content(), array,
                superblock.data().lengthBytes() / 1024 + "k");
            try (FileVolume made = FileVolume.forReading(array)) {
                superblock.data(place).copy(0, made, new org.rootbuild.volume.Range(0, made.sizeBytes()));
            }
        }
    }

    private void checkMember(MdVersion version, Path place) throws Exception {
        String said = run("mdadm", "-E", place);
        assertTrue(said.contains(ARRAY.text()) && said.contains("- correct") && said.contains("Events : "), said);
        assertTrue(said.contains("Version : " + (version == MdVersion.V0_90 ? "0.90" : "1.")), said);
        try (FileVolume volume = FileVolume.forReading(place)) {
            MdSuperblock superblock = MdSuperblock.read(volume).orElseThrow();
            assertEquals(17, superblock.array().events());
            Path inside = folder.resolve("inside");
            bench.output().raw(superblock.data(volume), inside);
            run("e2fsck", "-fn", inside);
            assertEquals("text\n", cat(inside, "/folder/file"));
            long bytes = Long.parseLong(run("bash", "-c", "dumpe2fs -h " + inside
                + " 2>/dev/null | awk '/^Block count/{c=$3} /^Block size/{s=$3} END{print c*s}'").strip());
            assertTrue(bytes > superblock.data().lengthBytes() - 9 * MIB, bytes + " of " + superblock.data());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.90", "1.0", "1.1", "1.2"})
    void aMemberOfAMirrorBecomesSmallerAndLargerWithWhatTheArrayHolds(String word) throws Exception {
        MdVersion version = MdVersion.named(word).orElseThrow();
        member(version, 2, Set.of(1));
        checkMember(version, part("2"));
        resize("2", new Extent.Bytes(24 * MIB), false);
        assertEquals(24L * MIB, Files.size(part("2")));
        checkMember(version, part("2"));
        resize("2", new Extent.Bytes(50 * MIB), false);
        checkMember(version, part("2"));
        try (OpenImage image = bench.images().edit(disk, 300L * MIB)) {
            assertEquals(2, new DiskEditor(image.volume(), Activity.SILENT).grow());
            image.commit();
        }
        assertTrue(Files.size(part("2")) > 250L * MIB);
        checkMember(version, part("2"));
        run("sfdisk", "--verify", disk);
    }

    @Test
    void aMemberWithPartnersKeepsTheArraysSize() throws Exception {
        member(MdVersion.V1_2, 2, Set.of());
        Failure failure = assertThrows(Failure.class, () -> resize("2", new Extent.Bytes(24 * MIB), false));
        assertTrue(failure.getMessage().contains("raid1 of 2"), failure.getMessage());
        String size = "Array Size";
        String before = run("bash", "-c", "mdadm -E " + part("2") + " | grep '" + size + "'");
        resize("2", new Extent.Bytes(65 * MIB), false);
        assertEquals(before, run("bash", "-c", "mdadm -E " + part("2") + " | grep '" + size + "'"));
        assertNotEquals(0, tried("mdadm", "-E", part("1")).status());
    }

    @Test
    void aFailedResizeLeavesTheImageAsItWas() throws Exception {
        divide("gpt");
        run("mke2fs", "-q", "-t", "ext4", "-E", "offset=" + 41 * MIB, "-d", content(), disk, "60M");
        String before = run("sha256sum", disk);
        for (Extent wanted : List.of(new Extent.Bytes(2 * MIB), new Extent.Bytes(200 * MIB), new Extent.Sectors(0))) {
            assertThrows(Failure.class, () -> resize("2", wanted, false));
        }
        assertThrows(Failure.class, () -> resize("1", new Extent.Bytes(50 * MIB), false));
        assertEquals(before, run("sha256sum", disk));
        assertEquals(List.of(), Files.list(folder).filter(one -> one.getFileName().toString().contains("resize"))
            .toList());
    }
}
