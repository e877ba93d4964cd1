package org.rootbuild.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.MemoryVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Damage by the hundred: told in a sentence, mended from the copy, or without effect on what is read. */
class DamagedTablesTest {
    private static final int MIB = 1 << 20;
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private MemoryVolume disk;

    @BeforeEach
    void makeDisk() {
        disk = new MemoryVolume(16 * MIB);
    }

    private PartitionTable write(TableKind kind, int count) throws IOException {
        List<PartitionRequest> wishes = IntStream.range(0, count).mapToObj(i ->
            PartitionRequest.named("p" + i).withExtent(new Extent.Bytes(MIB))).toList();
        PartitionTable table = LayoutRequest.of(kind, OptionalLong.of(16 * MIB), wishes).solve().table();
        table.write(disk);
        return table;
    }

    private void flip(long at, int bit) throws IOException {
        disk.write(at, ByteBuffer.wrap(new byte[] {(byte) (disk.read(at, 1).get() ^ 1 << bit)}));
    }

    private static void isReadOrRefused(Volume volume) {
        assertTimeoutPreemptively(ENOUGH, () -> {
            try {
                Optional<PartitionTable> read = PartitionTable.find(volume);
                assertTrue(read.isEmpty() || read.get().partitions().size() < 1000);
            } catch (Failure told) {
                assertTrue(!told.getMessage().endsWith(".") && !told.remedy().isEmpty(), told.getMessage());
            }
        });
    }

    @Test
    void anyBitOfAPrimaryGptIsMendedFromTheBackup() throws IOException {
        PartitionTable table = write(TableKind.GPT, 6);
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            long at = i % 2 == 0 ? 512 + random.nextInt(92) : 1024 + random.nextInt(6 * 128);
            int bit = random.nextInt(8);
            flip(at, bit);
            PartitionTable read = PartitionTable.read(disk, 512).orElseThrow();
            assertEquals(table.partitions(), read.partitions());
            assertTrue(!read.notes().isEmpty(), "byte " + at);
            flip(at, bit);
        }
        assertEquals(List.of(), PartitionTable.find(disk).orElseThrow().notes());
    }

    @Test
    void flippedBitsAnywhereAreReadOrRefused() throws IOException {
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            makeDisk();
            write(seed % 2 == 0 ? TableKind.GPT : TableKind.MBR, 7);
            for (int i = 0; i <= seed % 12; i++) {
                long at = switch (random.nextInt(4)) {
                    case 0 -> 440 + random.nextInt(72);
                    case 1 -> 512 + random.nextInt(92);
                    case 2 -> seed % 2 == 0 ? 16 * MIB - 512 + random.nextInt(92)
                        : (4L + 2 * random.nextInt(4)) * MIB + 440 + random.nextInt(72);
                    default -> 1024 + random.nextInt(1024);
                };
                flip(at, random.nextInt(8));
            }
            isReadOrRefused(disk);
        }
    }

    @Test
    void noiseAndTruncationAreReadOrRefused() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[64 * 512];
            random.nextBytes(noise);
            if (seed % 2 == 0) {
                System.arraycopy("EFI PART".getBytes(), 0, noise, 512, 8);
                noise[450] = (byte) 0xEE;
            }
            noise[510] = 0x55;
            noise[511] = (byte) 0xAA;
            disk.write(0, ByteBuffer.wrap(noise));
            isReadOrRefused(disk);
        }
        for (TableKind kind : TableKind.values()) {
            makeDisk();
            write(kind, 7);
            for (long size : new long[] {0, 1, 511, 512, 513, 1024, 2048, 17408, 3 * MIB, 7 * MIB, 16 * MIB - 512}) {
                isReadOrRefused(disk.window(new Range(0, size)));
            }
            Volume cut = disk.window(new Range(0, 5 * MIB));
            assertTrue(assertThrows(Failure.class, () -> PartitionTable.find(cut)).remedy().length() > 10);
        }
    }

    @Test
    void aChainThatComesBackIsRefused() throws IOException {
        Mbr table = (Mbr) write(TableKind.MBR, 7);
        long extended = table.extended().orElseThrow().firstSector();
        long last = 16L * MIB;
        for (long link = extended * 512; link < last; link += 512) {
            ByteBuffer sector = disk.read(link, 512).order(ByteOrder.LITTLE_ENDIAN);
            boolean isLink = sector.getShort(510) == (short) 0xAA55;
            if (isLink) {
                sector.put(446 + 16 + 4, (byte) 5).putInt(446 + 16 + 8, 0).putInt(446 + 16 + 12, 100);
                disk.write(link, sector);
            }
        }
        assertTrue(assertThrows(Failure.class, () -> PartitionTable.find(disk)).getMessage().contains("comes back"));
    }

    @Test
    void aChainWithoutAnEndIsRefused() throws IOException {
        disk.write(446 + 4, ByteBuffer.wrap(new byte[] {5}));
        disk.write(446 + 8, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(1).putInt(32767).flip());
        disk.write(510, ByteBuffer.wrap(new byte[] {0x55, (byte) 0xAA}));
        for (int i = 0; i < 20000; i++) {
            ByteBuffer link = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
            link.put(446 + 16 + 4, (byte) 5).putInt(446 + 16 + 8, i + 1).putInt(446 + 16 + 12, 1)
                .putShort(510, (short) 0xAA55);
            disk.write((1L + i) * 512, link);
        }
        assertTrue(assertThrows(Failure.class, () -> PartitionTable.find(disk)).getMessage().contains("has no end"));
    }

    @Test
    void hugeCountsWithRightChecksumsAreRefused() throws IOException {
        for (int[] shape : new int[][] {{-1, 128}, {0x7FFFFFFF, 128}, {1 << 20, 4096}, {128, -128}, {128, 0},
            {0, 128}, {128, 129}, {40000, 128}}) {
            makeDisk();
            write(TableKind.GPT, 2);
            for (long at : new long[] {1, 32767}) {
                GptHeader had = GptHeader.read(disk.read(at * 512, 512).array());
                disk.write(at * 512, ByteBuffer.wrap(new GptHeader(had.revision(), 92, at, had.other(),
                    had.firstUsable(), had.lastUsable(), UUID.randomUUID(), had.entries(), shape[0], shape[1], 1,
                    had.raw()).encode(512)));
            }
            assertThrows(Failure.class, () -> PartitionTable.find(disk), shape[0] + " of " + shape[1]);
        }
    }

    @Test
    void hostileHeadersWithRightChecksumsAreReadOrRefused() throws IOException {
        long[] numbers = {0, 1, 2, 33, 34, 35, 2048, 32733, 32734, 32735, 32767, 32768, 1L << 31, 1L << 32, 1L << 40,
            Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, -34};
        write(TableKind.GPT, 2);
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            for (long at : new long[] {1, 32767}) {
                GptHeader had = GptHeader.read(disk.read(at * 512, 512).array());
                long[] field = {had.other(), 34, 32734, at == 1 ? 2 : 32735};
                field[random.nextInt(4)] = numbers[random.nextInt(numbers.length)];
                field[random.nextInt(4)] = numbers[random.nextInt(numbers.length)];
                disk.write(at * 512, ByteBuffer.wrap(new GptHeader(had.revision(), 92, at, field[0], field[1], field[2],
                    had.diskId(), field[3], 128, 128, had.entriesCrc(), had.raw()).encode(512)));
            }
            isReadOrRefused(disk);
        }
    }

    @Test
    void partitionsOutsideOfTheDiskAreRefusedEvenWithRightChecksums() throws IOException {
        for (long[] place : new long[][] {{1, 5}, {2048, 1L << 40}, {5000, 4000}, {-5, 4000}, {34, Long.MAX_VALUE}}) {
            byte[] entries = new byte[128 * 128];
            GptEntry.write(entries, 0, new Partition(1, "x", 2048, 1, PartitionType.LINUX,
                Optional.of(UUID.randomUUID()), PartitionFlags.NONE));
            ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN).putLong(32, place[0]).putLong(40, place[1]);
            CRC32 crc = new CRC32();
            crc.update(entries);
            GptHeader header = new GptHeader(GptHeader.REVISION, 92, 1, 32767, 34, 32734, UUID.randomUUID(), 2, 128,
                128, (int) crc.getValue(), new byte[512]);
            disk.write(512, ByteBuffer.wrap(header.encode(512)));
            disk.write(1024, ByteBuffer.wrap(entries));
            assertThrows(Failure.class, () -> PartitionTable.find(disk));
        }
    }
}
