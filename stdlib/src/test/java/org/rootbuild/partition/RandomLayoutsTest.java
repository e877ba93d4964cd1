package org.rootbuild.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rootbuild.compress.HostTool;
import org.rootbuild.partition.PartitionRequest.Role;

/** Layouts by the hundred; each is solved and read back by others, or refused with reasons. */
class RandomLayoutsTest {
    private static final int LAYOUTS = 250;
    private static final long MIB = 1 << 20;
    private static final List<String> TYPES = List.of("linux", "swap", "raid", "esp", "lvm", "fat16");

    @TempDir
    private Path folder;

    private static LayoutRequest request(Random random) {
        TableKind kind = random.nextBoolean() ? TableKind.GPT : TableKind.MBR;
        int count = random.nextInt(kind == TableKind.GPT ? 12 : 8);
        int rest = random.nextInt(2 * count + 1);
        List<PartitionRequest> partitions = new ArrayList<>();
        long place = 2048;
        for (int i = 0; i < count; i++) {
            long sectors = 1 + random.nextInt(random.nextBoolean() ? 40 : 40000);
            PartitionRequest one = PartitionRequest.named("p" + i).withType(TYPES.get(random.nextInt(TYPES.size())))
                .withExtent(i == rest ? new Extent.Rest() : random.nextBoolean() ? new Extent.Sectors(sectors)
                    : new Extent.Bytes(sectors * 512 - random.nextInt(500)));
            if (random.nextInt(6) == 0) {
                place += 60000L * (1 + i) + random.nextInt(5000);
                one = one.withStart(new Start.AtSector(place));
            }
            if (random.nextInt(8) == 0) {
                one = one.withRole(random.nextBoolean() ? Role.LOGICAL : Role.PRIMARY);
            }
            if (kind == TableKind.GPT && random.nextInt(4) == 0) {
                one = one.withNumber(1 + random.nextInt(128));
            }
            partitions.add(one);
        }
        long disk = (1 + random.nextInt(400)) * MIB;
        LayoutRequest request = LayoutRequest.of(kind, rest < count || random.nextBoolean() ? OptionalLong.of(disk)
            : OptionalLong.empty(), partitions);
        return random.nextInt(4) == 0 ? request.withAlignment(512L << random.nextInt(12)) : request;
    }

    @Test
    void areReadByOthersAsTheyWereSolved() throws IOException {
        Map<String, PartitionTable> tables = new LinkedHashMap<>();
        int refused = 0;
        for (int seed = 0; seed < LAYOUTS; seed++) {
            LayoutRequest request = request(new Random(seed));
            Layout layout = request.solve();
            assertEquals(layout.problems().isEmpty(), layout.solved().isPresent(), "seed " + seed);
            if (layout.solved().isEmpty()) {
                refused++;
                continue;
            }
            keepsItsWord(request, layout, "seed " + seed);
            String name = seed + "." + request.kind().word();
            Disk disk = Disk.of(folder, name, layout.diskBytes());
            disk.write(layout.table());
            assertEquals(layout.table().partitions(), disk.read().partitions(), "seed " + seed);
            assertEquals(List.of(), disk.read().notes());
            tables.put(name, layout.table());
        }
        assertTrue(tables.size() > LAYOUTS / 3 && refused > LAYOUTS / 20, tables.size() + " solved");
        String told = HostTool.sh(folder, "for f in *; do echo \"== $f\"; sfdisk -d $f; sfdisk --verify $f 2>&1;"
            + " [[ $f != *.gpt ]] || sgdisk -v $f; done");
        for (String section : told.split("== ")) {
            PartitionTable table = tables.get(section.lines().findFirst().orElse(""));
            if (table != null) {
                assertEquals(Reader.partitions(table), Reader.partitions(section));
                assertTrue(section.contains("No errors detected"), section);
                assertEquals(table instanceof Gpt, section.contains("No problems found"), section);
            }
        }
    }

    private static void keepsItsWord(LayoutRequest request, Layout layout, String seed) {
        long step = request.alignmentBytes() / request.sectorSize();
        for (int i = 0; i < request.partitions().size(); i++) {
            PartitionRequest asked = request.partitions().get(i);
            Partition got = layout.partitions().get(i);
            assertTrue(asked.start() instanceof Start.AtSector exact ? got.firstSector() == exact.sector()
                : got.firstSector() % step == 0, seed);
            assertTrue(!(asked.extent() instanceof Extent.Sectors exact) || got.sectorCount() == exact.count(), seed);
            assertTrue(!(asked.extent() instanceof Extent.Bytes size)
                || got.sectorCount() == (size.count() + 511) / 512, seed);
            assertTrue(asked.role() != Role.LOGICAL || request.kind() == TableKind.GPT || got.number() > 4, seed);
            assertTrue(asked.number().isEmpty() || asked.number().getAsInt() == got.number(), seed);
        }
    }

    @Test
    void numbersBeyondReasonAreToldAndNothingElseHappens() {
        long[] numbers = {0, 1, 33, 34, 511, 512, 2048, 1L << 31, (1L << 32) - 1, 1L << 32, 1L << 41, 1L << 50, 1L << 51,
            Long.MAX_VALUE, Long.MIN_VALUE, -1};
        for (int seed = 0; seed < 1000; seed++) {
            Random random = new Random(seed);
            List<PartitionRequest> partitions = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                long first = numbers[random.nextInt(numbers.length)];
                long size = numbers[random.nextInt(numbers.length)];
                PartitionRequest one = PartitionRequest.named("p" + i).withNeededBytes(size > 0 ? first : 0);
                partitions.add(one.withStart(random.nextBoolean() ? new Start.AtSector(first) : new Start.Next())
                    .withExtent(switch (random.nextInt(5)) {
                        case 0 -> new Extent.Rest();
                        case 1 -> new Extent.Bytes(size);
                        case 2 -> new Extent.Sectors(size);
                        case 3 -> new Extent.ToByte(size);
                        default -> new Extent.ToSector(size);
                    }));
                if (random.nextInt(5) == 0) {
                    partitions.add(one.withNumber((int) first));
                }
            }
            LayoutRequest request = LayoutRequest.of(seed % 2 == 0 ? TableKind.GPT : TableKind.MBR,
                random.nextBoolean() ? OptionalLong.of(numbers[random.nextInt(numbers.length)]) : OptionalLong.empty(),
                partitions).withSectorSize(random.nextInt(3) == 0 ? 4096 : 512);
            Layout layout = request.solve();
            assertEquals(layout.problems().isEmpty(), layout.solved().isPresent(), "seed " + seed);
        }
    }

    @Test
    void withSectorsOf4096BytesAreReadByFdisk() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<PartitionRequest> partitions = new ArrayList<>();
            int count = 1 + random.nextInt(7);
            for (int i = 0; i < count; i++) {
                partitions.add(PartitionRequest.named("p" + i)
                    .withExtent(new Extent.Bytes(1 + random.nextInt(20_000_000))));
            }
            Layout layout = LayoutRequest.of(seed % 2 == 0 ? TableKind.GPT : TableKind.MBR, OptionalLong.empty(),
                partitions).withSectorSize(4096).solve();
            Disk disk = Disk.of(folder, "d.img", layout.diskBytes());
            disk.write(layout.table());
            assertEquals(Reader.places(layout.table()), Reader.places(disk.file(), 4096));
        }
    }
}
