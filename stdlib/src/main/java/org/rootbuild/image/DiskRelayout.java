package org.rootbuild.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.event.Activity;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.PartitionType;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * A disk on its way into another one of another size, its partitions moved to other places and sizes. Everything that
 * can be known to be wrong is, before a byte is written; the old disk is only read.
 */
public final class DiskRelayout {
    private final Volume from;
    private final PartitionTable old;
    private final PartitionTable table;
    private final Map<Partition, Carriage> carriages;
    private final BootPlaces boots;

    private DiskRelayout(Volume from, PartitionTable old, PartitionTable table, Map<Partition, Carriage> carriages)
        throws IOException {
        this.from = from;
        this.old = old;
        this.table = table;
        this.carriages = carriages;
        this.boots = BootPlaces.of(from, bootSectors(), kept());
    }

    /** @throws Failure when the partitions cannot be so, what they hold cannot, or it would not boot any more */
    public static DiskRelayout of(Volume from, Relayout wanted) throws IOException {
        PartitionTable old = new DiskParts(from).table();
        PartitionTable table = new NewPlaces(old, wanted).table();
        Map<Partition, Carriage> carriages = new LinkedHashMap<>();
        for (Partition one : old.contentPartitions()) {
            Partition moved = table.partition(one.number()).orElseThrow();
            boolean mayCut = wanted.mayCut() || one.type().equals(PartitionType.BIOS_BOOT);
            carriages.put(one, new Carriages("partition " + one.number(), mayCut)
                .of(old.open(from, one), moved.bytes(table.sectorSize()).lengthBytes()));
        }
        return new DiskRelayout(from, old, table, carriages);
    }

    public long diskBytes() {
        return table.diskSectors() * table.sectorSize();
    }

    /** The new disk's. */
    public PartitionTable table() {
        return table;
    }

    /** @param to a volume of {@link #diskBytes} that reads as zeros */
    public void write(Volume to, Activity activity) throws IOException, InterruptedException {
        for (BootPlaces.Kept part : head()) {
            to.copy(part.to(), from, part.from());
        }
        tellLost(activity);
        // What is made anew first: it is what can still fail.
        for (boolean bytes : new boolean[] {false, true}) {
            for (Map.Entry<Partition, Carriage> one : carriages.entrySet()) {
                if (one.getValue().keepsDistances() == bytes) {
                    Partition moved = moved(one.getKey());
                    one.getValue().carry(table.open(to, moved), moved.firstSector(), activity);
                }
            }
        }
        table.write(to);
        boots.write(to);
    }

    private Partition moved(Partition one) {
        return table.partition(one.number()).orElseThrow();
    }

    private List<BootPlaces.Kept> bootSectors() {
        List<BootPlaces.Kept> sectors = new ArrayList<>();
        sectors.add(new BootPlaces.Kept(new Range(0, old.sectorSize()), 0));
        carriages.keySet().forEach(one -> sectors.add(new BootPlaces.Kept(one.bytes(old.sectorSize()),
            moved(one).bytes(old.sectorSize()).at())));
        return sectors;
    }

    private List<BootPlaces.Kept> kept() {
        List<BootPlaces.Kept> kept = new ArrayList<>(head());
        carriages.forEach((one, carriage) -> {
            if (carriage.keepsDistances()) {
                Range place = one.bytes(old.sectorSize());
                long lengthBytes = Math.min(place.lengthBytes(), moved(one).bytes(old.sectorSize()).lengthBytes());
                kept.add(new BootPlaces.Kept(new Range(place.at(), lengthBytes),
                    moved(one).bytes(old.sectorSize()).at()));
            }
        });
        return kept;
    }

    /** The first sector, and what stands behind the table and before the first partition: boot loaders live there. */
    private List<BootPlaces.Kept> head() {
        int sectorSize = old.sectorSize();
        long begin = old.firstUsableSector() * sectorSize;
        long end = Math.min(firstByte(old), firstByte(table));
        List<BootPlaces.Kept> head = new ArrayList<>();
        head.add(new BootPlaces.Kept(new Range(0, sectorSize), 0));
        if (end > begin) {
            head.add(new BootPlaces.Kept(new Range(begin, end - begin), begin));
        }
        return head;
    }

    private static long firstByte(PartitionTable table) {
        long last = Math.min(table.lastUsableSector() + 1, table.diskSectors());
        return table.partitions().stream().mapToLong(Partition::firstSector).min().orElse(last) * table.sectorSize();
    }

    /** What stands in gaps belongs to nobody who could say where it should go. */
    private void tellLost(Activity activity) throws IOException {
        long kept = Math.min(firstByte(old), firstByte(table));
        for (Range gap : old.gaps()) {
            long begin = Math.max(gap.at(), kept);
            if (gap.end() > begin && new LastData(from.window(new Range(begin, gap.end() - begin))).endBytes() > 0) {
                activity.note("what stands between the partitions, in sectors " + begin / old.sectorSize() + " to "
                    + (gap.end() / old.sectorSize() - 1) + ", is left out");
            }
        }
    }
}
