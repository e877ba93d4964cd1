package org.rootbuild.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.rootbuild.image.HostTool.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.event.Activity;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Start;
import org.rootbuild.problem.Failure;

/** Disks that the standard tools made, laid out anew here, and looked at by the standard tools again. */
class DiskRelayoutTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;
    private Bench bench;
    private Path disk;
    private Path laid;

    @BeforeEach
    void prepare() throws IOException {
        bench = new Bench(folder);
        disk = folder.resolve("disk.img");
        laid = folder.resolve("laid.img");
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private void relay(long bytes, Relayout.Change... changes) throws Exception {
        try (OpenImage image = bench.images().read(disk)) {
            DiskRelayout relayout = DiskRelayout.of(image.volume(),
                new Relayout(bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes), List.of(changes), false));
            bench.output().laidOut(relayout, laid, ImageFormat.RAW, folder, Activity.SILENT);
        }
    }

    private static Relayout.Change change(String partition, Start start, Extent extent) {
        return new Relayout.Change(partition, Optional.ofNullable(start), Optional.ofNullable(extent));
    }

    private Path part(Path image, String called) throws Exception {
        Path target = folder.resolve("part" + called);
        try (OpenImage open = bench.images().read(image)) {
            bench.output().raw(new DiskParts(open.volume()).volume(called), target);
        }
        return target;
    }

    private void fill(int atMib, String how) throws Exception {
        Path content = Files.createDirectories(folder.resolve("content/folder")).getParent();
        Files.writeString(content.resolve("folder/file"), "text at " + atMib + "\n");
        run("bash", "-c", how.replace("@", "-E offset=" + (long) atMib * MIB + " -d " + content + " " + disk));
    }

    private String cat(Path filesystem) throws Exception {
        return run("debugfs", "-R", "cat /folder/file", filesystem);
    }

    /** A small boot partition behind a large one of data, and a last one that leaves most of its room free. */
    private void makeGpt() throws Exception {
        run("truncate", "-s", "300M", disk);
        run("sgdisk", "-n", "3:2048:+100M", "-c", "3:data", "-t", "3:8300", "-n", "1:206848:+8M", "-c", "1:boot", "-t",
            "1:ef00", "-A", "1:set:2", "-A", "3:set:60", "-n", "2:223232:0", "-c", "2:last one", disk);
        fill(1, "mke2fs -q -t ext4 -L data @ 100M");
        run("mkfs.vfat", "-F", "12", "-n", "BOOT", "--offset", "206848", "-h", "206848", disk, "8192");
        run("mcopy", "-i", disk + "@@101M", "/usr/share/common-licenses/GPL-3", "::services");
        fill(109, "mke2fs -q -t ext4 -L last @ 180M");
    }

    @Test
    void aGptIsLaidOutOnASmallerDiskWithItsBootPartitionInFront() throws Exception {
        makeGpt();
        relay(150L * MIB, change("boot", new Start.AtSector(2048), new Extent.Bytes(32 * MIB)),
            change("3", new Start.AtByte(34 * MIB), new Extent.Bytes(40 * MIB)),
            change("last one", new Start.Next(), new Extent.Rest()));
        assertEquals(150L * MIB, Files.size(laid));
        assertTrue(run("sgdisk", "-v", laid).contains("No problems found"), run("sgdisk", "-v", laid));
        run("sfdisk", "--verify", laid);
        for (String number : List.of("1", "2", "3")) {
            assertEquals(described(disk, number), described(laid, number));
        }
        run("fsck.fat", "-n", part(laid, "1"));
        assertEquals(32L * MIB, Files.size(part(laid, "1")));
        assertTrue(run("minfo", "-i", part(laid, "1")).contains("hidden sectors: 2048"));
        assertEquals(Files.readString(Path.of("/usr/share/common-licenses/GPL-3")), run("mtype", "-i", part(laid, "1"), "::services"));
        for (String number : List.of("2", "3")) {
            run("e2fsck", "-fn", part(laid, number));
            assertEquals(run("blkid", "-p", "-o", "value", "-s", "UUID", part(disk, number)),
                run("blkid", "-p", "-o", "value", "-s", "UUID", part(laid, number)));
        }
        assertTrue(cat(part(laid, "2")).contains("text at 109") && cat(part(laid, "3")).contains("text at 1"));
        assertEquals(run("sgdisk", "-p", disk).lines().filter(line -> line.contains("GUID")).toList(),
            run("sgdisk", "-p", laid).lines().filter(line -> line.contains("GUID")).toList());
    }

    /** All that is said of a partition but its place. */
    private static List<String> described(Path image, String number) throws Exception {
        return run("sgdisk", "-i", number, image).lines().filter(line -> !line.contains("sector")
            && !line.contains("Partition size")).toList();
    }

    @Test
    void anMbrWithLogicalPartitionsIsLaidOutLargerAndSmaller() throws Exception {
        run("truncate", "-s", "200M", disk);
        run("bash", "-c", "printf 'label: dos\\nlabel-id: 0x1a2b3c4d\\nstart=2048,size=40960,bootable\\n"
            + "start=43008,size=300000,type=5\\nstart=45056,size=81920\\nstart=129024,size=61440,type=82\\n'"
            + " | sfdisk -q " + disk);
        fill(1, "mke2fs -q -t ext2 -L one @ 20M");
        fill(22, "mke2fs -q -t ext3 -L five @ 40M");
        relay(400L * MIB, change("5", new Start.AtByte(100 * MIB), new Extent.Bytes(120 * MIB)),
            change("6", new Start.Next(), null));
        check(laid);
        Files.move(laid, disk, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        relay(70L * MIB, change("1", null, new Extent.Bytes(8 * MIB)),
            change("5", new Start.Next(), new Extent.Bytes(20 * MIB)),
            change("6", new Start.Next(), new Extent.Rest()));
        check(laid);
        assertTrue(run("sfdisk", "-d", laid).contains("0x1a2b3c4d"));
    }

    private void check(Path image) throws Exception {
        run("sfdisk", "--verify", image);
        String dump = run("sfdisk", "-d", image);
        assertTrue(dump.contains("bootable") && dump.contains("type=82"), dump);
        run("e2fsck", "-fn", part(image, "1"));
        run("e2fsck", "-fn", part(image, "5"));
        assertTrue(cat(part(image, "1")).contains("text at 1") && cat(part(image, "5")).contains("text at 22"));
    }

    @Test
    void whatCannotBeIsSaidAtOnceAndNothingIsMade() throws Exception {
        makeGpt();
        Failure failure = assertThrows(Failure.class, () -> relay(100L * MIB));
        assertTrue(failure.getMessage().contains("'3 data'") && failure.getMessage().contains("'2 last one'"),
            failure.getMessage());
        assertTrue(failure.remedy().contains("size=rest"), failure.remedy());
        assertThrows(Failure.class, () -> relay(0, change("7", new Start.Next(), null)));
        assertThrows(Failure.class, () -> relay(0, change("3", null, new Extent.Bytes(MIB)),
            change("data", null, new Extent.Bytes(MIB))));
        // The files do not fit: known only when the filesystem is made.
        assertThrows(Failure.class, () -> relay(0, change("3", null, new Extent.Sectors(16))));
        assertFalse(Files.exists(laid));
        assertEquals(List.of(), Files.list(folder).filter(one -> one.getFileName().toString().contains("unfinished"))
            .toList());
    }

    @Test
    void aLayoutThatIsTheOldOneGivesTheSameDisk() throws Exception {
        makeGpt();
        relay(0);
        run("cmp", disk, laid);
    }
}
