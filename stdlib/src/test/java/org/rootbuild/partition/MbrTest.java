package org.rootbuild.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.compress.HostTool;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;

class MbrTest {
    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    private static Partition part(int number, long first, long count, String type) {
        return new Partition(number, "", first, count, PartitionType.parse(type).orElseThrow(), Optional.empty(),
            PartitionFlags.NONE);
    }

    private static Mbr full() throws Failure {
        return Mbr.create(131072, 512, 0x1a2b3c4d)
            .add(part(1, 2048, 2048, "fat16").withFlags(PartitionFlags.of(PartitionFlag.ACTIVE)))
            .add(part(3, 4096, 2048, "0x27")).add(part(2, 8192, 100000, "extended"))
            .add(part(5, 10240, 4096, "linux")).add(part(6, 16384, 1, "swap")).add(part(7, 16386, 2000, "raid"));
    }

    @Test
    void ofAnOldGptNoHeaderIsLeftThatAToolWouldMend() throws IOException {
        Disk disk = Disk.of(folder, "once", 64 * MIB);
        HostTool.sh(folder, "sgdisk -n 1:2048:+10M once");
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            full().write(volume);
        }
        assertTrue(wipefs().contains("gpt"), wipefs());
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            full().writeNew(volume);
        }
        assertFalse(wipefs().contains("gpt"), wipefs());
        assertEquals(full().partitions(), disk.read().partitions());
    }

    private String wipefs() throws IOException {
        return HostTool.sh(folder, "wipefs once");
    }

    @Test
    void anMbrOfLargeSectorsIsKnownByWhatBeginsWhereItSays() throws IOException {
        Disk disk = Disk.of(folder, "large", 64 * MIB);
        Mbr table = Mbr.create(16384, 4096, 7).add(part(1, 256, 4000, "linux")).add(part(2, 4352, 8000, "extended"))
            .add(part(5, 4608, 2000, "linux"));
        disk.write(table);
        assertEquals(table.partitions(), disk.read().partitions());
        disk.write(Mbr.create(16384, 4096, 7).add(part(1, 256, 4000, "linux")));
        assertEquals(512, disk.read().sectorSize());
        HostTool.sh(folder, "mke2fs -q -t ext4 -E offset=1048576 large 10M");
        assertEquals(4096, disk.read().sectorSize());
    }

    @Test
    void sfdiskFdiskAndPartedReadWhatWeWrite() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        disk.write(full());
        assertEquals(Reader.partitions(full()), Reader.partitions(disk.file()));
        String verified = HostTool.sh(folder, "sfdisk --verify d.img 2>&1");
        assertTrue(verified.contains("No errors detected"), verified);
        assertTrue(HostTool.sh(folder, "sfdisk -d d.img").contains("label-id: 0x1a2b3c4d"));
        assertTrue(HostTool.sh(folder, "parted -s d.img unit s print").contains("16386s"));
        assertEquals(full().partitions(), disk.read().partitions());
        assertEquals("1a2b3c4d-07", disk.read().partUuid(disk.read().partition(7).orElseThrow()));
    }

    @Test
    void sfdiskRejectsPartitionsThatOverlap() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        disk.write(full());
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            volume.write(446 + 12, ByteBuffer.wrap(new byte[] {0, 0x20}));
        }
        assertTrue(HostTool.attempt(folder, "sfdisk --verify d.img").output().contains("overlap"));
        assertTrue(disk.read().notes().get(0).contains("overlap"));
        assertThrows(Failure.class, () -> disk.read().replace(part(3, 4096, 1000, "linux")));
    }

    @Test
    void whatSfdiskAndPartedWriteIsReadAndWrittenAsItWas() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        HostTool.sh(folder, "printf 'label: dos\\n,5M,c,*\\n,6M,S\\n,,E\\n,7M\\n,8M\\n,9M\\n,,fd\\n'"
            + " | sfdisk -q d.img");
        same(disk, 7);
        HostTool.sh(folder, "parted -s d.img mklabel msdos mkpart primary fat16 2048s 4095s mkpart extended 8192s 100%"
            + " mkpart logical ext4 10240s 20479s mkpart logical 20482s 30000s set 1 boot on set 5 raid on");
        same(disk, 4);
        HostTool.sh(folder, "printf 'd\\n5\\nw\\n' | fdisk d.img");
        same(disk, 3);
    }

    private void same(Disk disk, int count) throws IOException {
        PartitionTable read = disk.read();
        assertEquals(Reader.partitions(disk.file()), Reader.partitions(read));
        assertEquals(count, read.partitions().size());
        String before = HostTool.sh(folder, "sfdisk -d d.img; sha256sum d.img");
        disk.write(read);
        assertEquals(before, HostTool.sh(folder, "sfdisk -d d.img; sha256sum d.img"));
    }

    @Test
    void aChainWhoseFirstLinkIsEmptyIsReadAndStraightened() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        disk.write(full());
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            volume.write(8192 * 512 + 446, ByteBuffer.allocate(16));
        }
        PartitionTable read = disk.read();
        assertEquals(List.of(16384L, 16386L), ((Mbr) read).logical().stream().map(Partition::firstSector).toList());
        disk.write(read);
        assertEquals(Reader.partitions(disk.file()), Reader.partitions(read));
        assertEquals(read.partitions(), disk.read().partitions());
    }

    @Test
    void logicalPartitionsMoveUpWhenOneIsRemoved() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        for (int number = 5; number <= 7; number++) {
            disk.write(full());
            PartitionTable fewer = disk.read().remove(number);
            disk.write(fewer);
            assertEquals(List.of(5, 6), ((Mbr) fewer).logical().stream().map(Partition::number).toList());
            assertEquals(Reader.partitions(fewer), Reader.partitions(disk.file()));
            assertEquals(fewer.partitions(), disk.read().partitions());
        }
        assertThrows(Failure.class, () -> disk.read().remove(2));
        disk.write(disk.read().remove(5).remove(5));
        assertEquals(3, Reader.partitions(disk.file()).size());
        disk.write(disk.read().remove(2));
        assertEquals(2, Reader.partitions(disk.file()).size());
    }

    @Test
    void bootCodeAndUnknownBytesStay() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        byte[] code = new byte[440];
        Arrays.fill(code, (byte) 0x90);
        disk.write(full());
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            BootSector.writeCode(volume, code);
            volume.write(444, ByteBuffer.wrap(new byte[] {0x5A, 0x5A}));
            // An own CHS of entry 1, and code in the link of partition 6.
            volume.write(446 + 1, ByteBuffer.wrap(new byte[] {7, 7, 7}));
            volume.write((16384L - 2048) * 512, ByteBuffer.wrap("link".getBytes()));
        }
        PartitionTable read = disk.read();
        disk.write(read.replace(read.partition(3).orElseThrow().withType(PartitionType.SWAP))
            .replace(read.partition(6).orElseThrow().withType(PartitionType.LINUX)));
        try (FileVolume volume = FileVolume.forReading(disk.file())) {
            assertArrayEquals(code, BootSector.code(volume));
            assertArrayEquals(new byte[] {0x5A, 0x5A}, volume.read(444, 2).array());
            assertArrayEquals(new byte[] {7, 7, 7}, volume.read(447, 3).array());
            assertArrayEquals("link".getBytes(), volume.read((16384L - 2048) * 512, 4).array());
        }
    }

    @Test
    void chsFieldsAreWhatSfdiskFillsIn() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 20480 * MIB);
        HostTool.sh(folder, "printf 'label: dos\\n2048,2097152,e\\n2101248,27898753\\n30000001,11943039\\n'"
            + " | sfdisk -q d.img");
        byte[] theirs;
        try (FileVolume volume = FileVolume.forReading(disk.file())) {
            theirs = volume.read(446, 48).array();
        }
        PartitionTable read = disk.read();
        Disk own = Disk.of(folder, "o.img", 20480 * MIB);
        PartitionTable made = Mbr.create(41943040, 512, 1);
        for (Partition one : read.partitions()) {
            made = made.add(one);
        }
        own.write(made);
        try (FileVolume volume = FileVolume.forReading(own.file())) {
            assertArrayEquals(theirs, volume.read(446, 48).array());
        }
    }

    @Test
    void theFirstSectorOfAFilesystemIsNoTable() throws IOException {
        Disk disk = Disk.of(folder, "f.img", 64 * MIB);
        for (String make : List.of("mkfs.vfat -F 32 f.img", "mkfs.vfat -F 16 f.img", "mkfs.ext4 -q -F f.img")) {
            HostTool.sh(folder, make);
            try (FileVolume volume = FileVolume.forReading(disk.file())) {
                assertEquals(Optional.empty(), PartitionTable.find(volume), make);
            }
        }
    }

    @Test
    void sectorsOf4096BytesAreReadByFdisk() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        Mbr table = Mbr.create(16384, 4096, 7).add(part(1, 256, 256, "linux")).add(part(2, 512, 8192, "extended"))
            .add(part(5, 768, 1024, "linux")).add(part(6, 2048, 77, "swap"));
        disk.write(table);
        assertEquals(Reader.places(table), Reader.places(disk.file(), 4096));
        try (FileVolume volume = FileVolume.forReading(disk.file())) {
            assertEquals(table.partitions(), PartitionTable.read(volume, 4096).orElseThrow().partitions());
        }
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        Mbr table = full();
        assertThrows(Failure.class, () -> table.add(part(4, 6000, 3000, "linux")));
        assertThrows(Failure.class, () -> table.add(part(4, 0, 3, "linux")));
        assertThrows(Failure.class, () -> table.add(part(4, 110000, 30000, "linux")));
        assertThrows(Failure.class, () -> table.add(part(4, 110000, 3, "extended")));
        assertThrows(Failure.class, () -> table.add(part(4, 110000, 3, "bios-boot")));
        assertThrows(Failure.class, () -> table.add(part(9, 20000, 3, "linux")));
        assertThrows(Failure.class, () -> table.add(part(8, 110000, 3, "linux")));
        // No sector is left for its link.
        Failure tight = assertThrows(Failure.class, () -> table.add(part(8, 18386, 3, "linux")));
        assertTrue(tight.getMessage().contains("no free sector before partition 8"), tight.getMessage());
        assertFalse(table.add(part(8, 18387, 3, "linux")).partitions().isEmpty());
        assertEquals(Optional.of(4), table.freeNumber());
    }
}
