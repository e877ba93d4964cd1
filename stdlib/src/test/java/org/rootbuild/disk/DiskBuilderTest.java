package org.rootbuild.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rootbuild.event.Activity;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.Target;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.Start;
import org.rootbuild.partition.TableKind;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.FileTree;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Volume;

/** Disks of random layouts, as sfdisk and sgdisk see them, each partition with bytes of its own. */
class DiskBuilderTest {
    @TempDir
    Path folder;

    private static String tool(Path disk, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(words));
        line.add(disk.toString());
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), text);
        return text;
    }

    private PartitionDescription bytes(String name, PartitionRequest request, Optional<Allowance> allowance,
        byte[] content)
        throws Exception {
        Path file = Files.write(folder.resolve(name + ".bytes"), content);
        return new PartitionDescription(name, request, allowance, Optional.empty(), Optional.empty(),
            new Holding.Bytes(FileVolume.forReading(file)));
    }

    private static DiskDescription disk(LayoutRequest layout, List<PartitionDescription> partitions) {
        return new DiskDescription(layout, partitions, true, List.of(), List.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void everyPartitionHoldsItsOwnBytesWhereTheTableSays(long seed) throws Exception {
        Random random = new Random(seed);
        TableKind kind = random.nextBoolean() ? TableKind.GPT : TableKind.MBR;
        List<PartitionDescription> partitions = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        int count = 1 + random.nextInt(kind == TableKind.GPT ? 12 : 7);
        for (int i = 0; i < count; i++) {
            byte[] content = new byte[1 + random.nextInt(200_000)];
            random.nextBytes(content);
            contents.add(content);
            boolean own = random.nextBoolean();
            PartitionRequest request = PartitionRequest.named("p" + i)
                .withExtent(new Extent.Bytes(content.length + random.nextInt(500_000)))
                .withRole(kind == TableKind.GPT || i < 3 ? PartitionRequest.Role.ANY : PartitionRequest.Role.LOGICAL);
            Optional<Allowance> allowance = own ? Optional.of(new Allowance(random.nextInt(50), random.nextInt(9999),
                0))
                : Optional.empty();
            partitions.add(bytes("p" + i, request, allowance, content));
        }
        boolean sized = random.nextBoolean();
        LayoutRequest layout = LayoutRequest.of(kind, sized ? OptionalLong.of(64 << 20) : OptionalLong.empty(),
            List.of())
            .withAlignment(512L << random.nextInt(12));
        PreparedDisk prepared = new DiskBuilder(disk(layout, partitions)).prepare();
        Path image = folder.resolve("disk.img");
        try (FileVolume volume = FileVolume.create(image, prepared.sizeBytes())) {
            prepared.write(volume, Activity.SILENT);
        }
        assertHolds(image, kind, prepared, contents);
    }

    /** The loaders of boards that read their own sectors, as the makers of Rockchip's want them. */
    @Test
    void whatLiesOutsideOfPartitionsIsWhereItWasAskedForAndInNoTable() throws Exception {
        for (TableKind kind : TableKind.values()) {
            byte[] first = new byte[70_001];
            byte[] second = new byte[900_000];
            new Random(1).nextBytes(first);
            new Random(2).nextBytes(second);
            List<PartitionDescription> all = List.of(outside("first", 64, first), outside("second", 16384, second),
                bytes("root", PartitionRequest.named("root").withExtent(new Extent.Bytes(1 << 20)), Optional.empty(),
                    new byte[] {1}));
            PreparedDisk prepared = new DiskBuilder(disk(LayoutRequest.of(kind, OptionalLong.empty(), List.of()), all))
                .prepare();
            Path image = folder.resolve(kind + ".img");
            try (FileVolume volume = FileVolume.create(image, prepared.sizeBytes())) {
                prepared.write(volume, Activity.SILENT);
                assertArrayEquals(first, volume.read(64 * 512, first.length).array());
                assertArrayEquals(second, volume.read(16384 * 512, second.length).array());
            }
            String dump = tool(image, "sfdisk", "-d");
            assertEquals(1, dump.lines().filter(line -> line.contains(": start=")).count(), dump);
            assertTrue(dump.contains("start=       18432, size=        2048"), dump);
            assertTrue(prepared.lines().get(2).startsWith("  - second"), prepared.lines().toString());
        }
    }

    private PartitionDescription outside(String name, long sector, byte[] content) throws Exception {
        return bytes(name, PartitionRequest.outside(name, new Start.AtSector(sector), new Extent.Bytes(1)),
            Optional.of(new Allowance(0, 0, 0)), content);
    }

    @Test
    void aBootLoaderDoesNotWriteOverWhatLiesOutsideOfPartitions() throws Exception {
        PreparedDisk prepared = new DiskBuilder(new DiskDescription(LayoutRequest.of(TableKind.MBR,
            OptionalLong.empty(), List.of()), List.of(outside("u-boot", 16, new byte[] {1, 2, 3}),
            bytes("root", PartitionRequest.named("root").withExtent(new Extent.Bytes(1 << 20)), Optional.empty(),
                new byte[] {1})), true, List.of(), List.of(new WritesAt(17 * 512 - 1)))).prepare();
        try (FileVolume volume = FileVolume.create(folder.resolve("d.img"), prepared.sizeBytes())) {
            Failure failure = assertThrows(Failure.class, () -> prepared.write(volume, Activity.SILENT));
            assertEquals("the boot loader needs bytes 8703 to 8704 of the disk, where the recipe puts 'u-boot'",
                failure.getMessage());
            assertArrayEquals(new byte[] {1, 2, 3, 0}, volume.read(16 * 512, 4).array());
        }
    }

    /** A loader that counts on the gap. */
    private record WritesAt(long at) implements Loader {
        @Override
        public Map<String, FileTree> additions(List<Target> partitions) {
            return Map.of();
        }

        @Override
        public void install(Volume disk, PartitionTable table, List<Target> partitions) throws IOException {
            disk.write(at, ByteBuffer.wrap(new byte[] {9, 9}));
        }
    }

    private static void assertHolds(Path image, TableKind kind, PreparedDisk prepared, List<byte[]> contents)
        throws Exception {
        assertEquals(prepared.sizeBytes(), Files.size(image));
        tool(image, "sfdisk", "--verify");
        if (kind == TableKind.GPT) {
            assertTrue(tool(image, "sgdisk", "-v").contains("No problems found"));
        }
        List<long[]> found = new ArrayList<>();
        Matcher line = Pattern.compile("(?m) : start= *(\\d+), size= *(\\d+), type=(\\S+)").matcher(tool(image,
            "sfdisk", "-d"));
        while (line.find()) {
            if (!line.group(3).matches("[5f]|f,")) {
                found.add(new long[] {Long.parseLong(line.group(1)), Long.parseLong(line.group(2))});
            }
        }
        assertEquals(contents.size(), found.size());
        try (FileVolume volume = FileVolume.forReading(image)) {
            for (int i = 0; i < contents.size(); i++) {
                assertTrue(found.get(i)[1] * 512 >= contents.get(i).length);
                ByteBuffer there = volume.read(found.get(i)[0] * 512, contents.get(i).length);
                assertArrayEquals(contents.get(i), there.array(), "partition " + i);
            }
        }
    }

    @Test
    void whatIsTooLargeIsNamedWithBothSizes() throws Exception {
        PartitionRequest request = PartitionRequest.named("a").withExtent(new Extent.Bytes(1 << 20));
        Failure tooSmall = assertThrows(Failure.class, () -> new DiskBuilder(disk(LayoutRequest.of(TableKind.GPT,
            OptionalLong.of(8 << 20), List.of()), List.of(bytes("a", request, Optional.empty(), new byte[2_000_000]))))
            .prepare());
        assertTrue(tooSmall.getMessage().startsWith("the partition 'a' is of 1 MiB (1048576 bytes), but its contents"
            + " need "
            + "1.9 MiB"), tooSmall.getMessage());
    }

    @Test
    void twoPartitionsInOnePlaceAreRefusedTogetherWithAllElse() throws Exception {
        PartitionRequest first = PartitionRequest.named("a").withStart(new Start.AtSector(2048))
            .withExtent(new Extent.Sectors(4096));
        PartitionRequest second = PartitionRequest.named("b").withStart(new Start.AtSector(4096)).withType("nonsense")
            .withExtent(new Extent.Sectors(10));
        Failure both = assertThrows(Failure.class, () -> new DiskBuilder(disk(LayoutRequest.of(TableKind.GPT,
            OptionalLong.of(8 << 20), List.of()), List.of(bytes("a", first, Optional.empty(), new byte[10]),
            bytes("b", second, Optional.empty(), new byte[20_000])))).prepare());
        assertTrue(both.getMessage().contains("overlap") && both.getMessage().contains("nobody knows")
            && both.getMessage().contains("contents need"), both.getMessage());
    }

    @Test
    void whatANameStandsForStaysTheSame() {
        StableIds ids = new StableIds("recipe/disk.img");
        assertEquals(ids.uuid("disk"), new StableIds("recipe/disk.img").uuid("disk"));
        assertEquals(5, ids.uuid("disk").version());
        assertEquals(2, ids.uuid("disk").variant());
        assertTrue(!ids.uuid("disk").equals(ids.uuid("partition disk"))
            && !ids.uuid("disk").equals(new StableIds("recipe/other.img").uuid("disk")));
    }
}
