package org.rootbuild.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.compress.HostTool;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.FileVolume;

class GptTest {
    private static final long MIB = 1 << 20;
    private static final UUID ID = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @TempDir
    private Path folder;

    private static Partition part(int number, String name, long first, long count, String type) {
        return new Partition(number, name, first, count, PartitionType.parse(type).orElseThrow(),
            Optional.of(new UUID(0xABCL << 32 | 0x8000, number)), PartitionFlags.NONE);
    }

    private static Gpt three(long sectors) throws Failure {
        return Gpt.create(sectors, 512, ID).add(part(1, "bios", 2048, 2048, "bios-boot"))
            .add(part(7, "größe 🐧", 4096, 20480, "linux-root-x86-64"))
            .add(part(2, "esp", 24576, 8192, "esp").withFlags(PartitionFlags.of(PartitionFlag.REQUIRED,
                PartitionFlag.LEGACY_BOOT, PartitionFlag.NO_AUTO)));
    }

    private String sgdisk(String line) throws IOException {
        return HostTool.sh(folder, "sgdisk " + line);
    }

    @Test
    void sgdiskSfdiskAndPartedReadWhatWeWrite() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        disk.write(three(65536));
        assertTrue(sgdisk("-v d.img").contains("No problems found"));
        String info = sgdisk("-i 7 d.img");
        assertTrue(info.contains("4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709"), info);
        String dump = HostTool.sh(folder, "LC_ALL=C sfdisk -d d.img");
        assertTrue(dump.contains("name=\"gr\\xc3\\xb6\\xc3\\x9fe \\xf0\\x9f\\x90\\xa7\""), dump);
        assertTrue(sgdisk("-i 2 d.img").contains("Attribute flags: 8000000000000005"));
        assertTrue(HostTool.sh(folder, "sfdisk --verify d.img").contains("No errors detected"));
        assertTrue(HostTool.sh(folder, "parted -s d.img unit s print").contains("esp"));
        assertEquals(three(65536).partitions().stream().map(Partition::number).toList(),
            List.copyOf(Reader.partitions(disk.file()).keySet()));
        assertEquals(three(65536).partitions(), disk.read().partitions());
        assertEquals(ID.toString(), disk.read().diskId());
        assertEquals(List.of(), disk.read().notes());
    }

    @Test
    void sgdiskRejectsADamagedTable() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        disk.write(three(65536));
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            volume.write(2 * 512 + 700, ByteBuffer.wrap(new byte[] {1}));
        }
        assertFalse(HostTool.attempt(folder, "sgdisk -v d.img").output().contains("No problems found"));
    }

    @Test
    void whatSgdiskAndSfdiskWriteIsRead() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 64 * MIB);
        sgdisk("-o -S 256 -n 200:2048:+4M -t 200:ef00 -c 200:häh -A 200:set:2 -n 3:0:0 -u 3:" + ID + " d.img");
        Gpt table = (Gpt) disk.read();
        assertEquals(256, table.entryCount());
        assertEquals("häh", table.partition(200).orElseThrow().name());
        assertEquals(PartitionType.ESP, table.partition(200).orElseThrow().type());
        assertTrue(table.partition(200).orElseThrow().flags().has(PartitionFlag.LEGACY_BOOT));
        assertEquals(ID.toString(), table.partUuid(table.partition(3).orElseThrow()));
        disk.write(table.replace(table.partition(200).orElseThrow().withName("other")));
        assertTrue(sgdisk("-v d.img").contains("No problems found"));
        assertTrue(sgdisk("-i 200 d.img").contains("'other'"));
        HostTool.sh(folder, "printf 'label: gpt\\nsize=5M,type=S\\n,10M\\n' | sfdisk -q d.img");
        assertEquals(Reader.partitions(disk.file()), Reader.partitions(disk.read()));
        assertEquals(2, disk.read().partitions().size());
    }

    @Test
    void unknownBytesAreKeptWhenATableIsChanged() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        disk.write(three(65536));
        UUID unknown = UUID.fromString("deadbeef-0000-4000-8000-000000000001");
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            // Boot code, what follows the header in its sector, a type nobody knows, odd attributes.
            volume.write(0, ByteBuffer.wrap("some boot code".getBytes()));
            volume.write(512 + 300, ByteBuffer.wrap(new byte[] {23}));
            Gpt table = (Gpt) PartitionTable.find(volume).orElseThrow();
            table.add(new Partition(9, "?", 40000, 8, PartitionType.gpt(unknown), Optional.of(ID),
                new PartitionFlags(false, 0x00F0_0000_0000_0100L))).write(volume);
        }
        Gpt table = (Gpt) disk.read();
        disk.write(table.remove(1).replace(table.partition(2).orElseThrow().withName("renamed")));
        Partition kept = disk.read().partition(9).orElseThrow();
        assertEquals(Optional.of(unknown), kept.type().gptId());
        assertEquals(0x00F0_0000_0000_0100L, kept.flags().attributes());
        try (FileVolume volume = FileVolume.forReading(disk.file())) {
            assertArrayEquals("some boot code".getBytes(), volume.read(0, 14).array());
            assertEquals(23, volume.read(512 + 300, 1).get());
        }
        assertTrue(sgdisk("-v d.img").contains("No problems found"));
    }

    @Test
    void entriesOf256BytesKeepTheirTails() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 8 * MIB);
        byte[] entries = new byte[130 * 256];
        GptEntry.write(entries, 129 * 256, part(130, "last", 2048, 2048, "linux"));
        entries[129 * 256 + 200] = 42;
        entries[64 * 256 + 20] = 7;
        GptHeader header = new GptHeader(GptHeader.REVISION, 92, 1, 16383, 67, 16383 - 66, ID, 2, 130, 256, 0,
            new byte[512]);
        disk.write(new Gpt(new DiskShape(512, 16384), header, 16383 - 65, entries, ProtectiveMbr.create(), List.of()));
        Gpt read = (Gpt) disk.read();
        disk.write(read.replace(read.partition(130).orElseThrow().withPlace(2048, 4096)).add(
            part(1, "first", 8192, 8, "swap")));
        try (FileVolume volume = FileVolume.forReading(disk.file())) {
            assertEquals(42, volume.read(1024 + 129 * 256 + 200, 1).get());
            assertEquals(7, volume.read(1024 + 64 * 256 + 20, 1).get());
        }
        assertEquals(List.of(1, 130), disk.read().partitions().stream().map(Partition::number).toList());
        // sgdisk and libfdisk know entries of 128 bytes only; parted reads these.
        assertTrue(HostTool.sh(folder, "parted -s d.img unit s print").contains("4096s"));
    }

    @Test
    void theBackupStandsInForADamagedPrimaryTableAndIsWrittenAgain() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        disk.write(three(65536));
        for (long damaged : new long[] {512 + 16, 512 + 50, 1024 + 10}) {
            try (FileVolume volume = FileVolume.forWriting(disk.file())) {
                volume.write(damaged, ByteBuffer.wrap(new byte[] {99}));
            }
            PartitionTable read = disk.read();
            assertEquals(three(65536).partitions(), read.partitions());
            assertTrue(read.notes().get(0).contains("its backup is used"), read.notes().toString());
            disk.write(read);
            assertTrue(sgdisk("-v d.img").contains("No problems found"));
        }
        try (FileVolume volume = FileVolume.forWriting(disk.file())) {
            volume.write(32 * MIB - 512 + 16, ByteBuffer.wrap(new byte[] {99}));
            assertTrue(PartitionTable.find(volume).orElseThrow().notes().get(0).contains("the primary one is used"));
            volume.write(512 + 16, ByteBuffer.wrap(new byte[] {99}));
            Failure both = assertThrows(Failure.class, () -> PartitionTable.find(volume));
            assertTrue(both.getMessage().contains("its primary header has a wrong checksum, its backup has"),
                both.getMessage());
        }
    }

    @Test
    void aDiskThatBecameLargerIsReadAndItsTableMoved() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        disk.write(three(65536));
        HostTool.sh(folder, "truncate -s 48M d.img");
        PartitionTable old = disk.read();
        assertTrue(old.notes().get(0).contains("the disk became larger"));
        PartitionTable grown = old.onDiskOf(48 * MIB / 512);
        disk.write(grown.replace(grown.partition(2).orElseThrow()
            .withPlace(24576, grown.lastUsableSector() - 24576 + 1)));
        assertTrue(sgdisk("-v d.img").contains("No problems found"));
        assertEquals(List.of(), disk.read().notes());
        assertThrows(Failure.class, () -> disk.read().onDiskOf(32 * MIB / 512));
    }

    @Test
    void sectorsOf4096BytesAreFoundByThemselves() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        Gpt table = Gpt.create(8192, 4096, ID).add(part(1, "a", 256, 1024, "linux"))
            .add(part(5, "b", 2048, 99, "swap"));
        disk.write(table);
        assertEquals(4096, disk.read().sectorSize());
        assertEquals(table.partitions(), disk.read().partitions());
        assertEquals(Reader.places(table), Reader.places(disk.file(), 4096));
    }

    @Test
    void aHybridMbrIsWrittenReadAndFollowed() throws IOException {
        Disk disk = Disk.of(folder, "d.img", 32 * MIB);
        disk.write(three(65536).withHybrid(List.of(2, 7)));
        assertTrue(sgdisk("-v d.img").contains("No problems found"));
        Gpt read = (Gpt) disk.read();
        assertEquals(List.of(2, 7), read.hybrid().stream().map(Partition::number).toList());
        disk.write(read.replace(read.partition(7).orElseThrow().withPlace(4096, 8192)).remove(2));
        assertEquals(List.of(7), ((Gpt) disk.read()).hybrid().stream().map(Partition::number).toList());
        assertThrows(Failure.class, () -> three(65536).withHybrid(List.of(1)));
        // One of sgdisk's own.
        Disk theirs = Disk.of(folder, "t.img", 32 * MIB);
        sgdisk("-o -n 1:0:+4M -n 2:0:+4M -h 2 t.img");
        assertEquals(List.of(2), ((Gpt) theirs.read()).hybrid().stream().map(Partition::number).toList());
        PartitionTable before = theirs.read();
        String bytes = HostTool.sh(folder, "sha256sum t.img");
        theirs.write(before);
        assertEquals(bytes, HostTool.sh(folder, "sha256sum t.img"));
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        Gpt table = three(65536);
        assertThrows(Failure.class, () -> table.add(part(3, "over", 4000, 200, "linux")));
        assertThrows(Failure.class, () -> table.add(part(3, "early", 3, 2, "linux")));
        assertThrows(Failure.class, () -> table.add(part(3, "late", 65500, 20, "linux")));
        assertThrows(Failure.class, () -> table.add(part(129, "", 40000, 8, "linux")));
        assertThrows(Failure.class, () -> table.add(part(7, "", 40000, 8, "linux")));
        assertThrows(Failure.class, () -> table.add(part(3, "x".repeat(37), 40000, 8, "linux")));
        assertThrows(Failure.class, () -> table.add(part(3, "twin", 40000, 8, "linux")
            .withUuid(table.partition(1).orElseThrow().uuid().orElseThrow())));
        assertThrows(Failure.class, () -> table.remove(3));
        assertThrows(Failure.class, () -> Gpt.create(60, 512, ID));
        Disk other = Disk.of(folder, "o.img", 16 * MIB);
        assertThrows(Failure.class, () -> other.write(table));
    }
}
