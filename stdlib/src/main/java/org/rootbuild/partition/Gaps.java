package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rootbuild.volume.Range;

/** Finds what is free on a disk. The room inside an extended partition is not. */
final class Gaps {
    private Gaps() {
    }

    static List<Range> of(PartitionTable table) {
        List<Partition> sorted = table.partitions().stream()
            .filter(one -> !(table instanceof Mbr) || one.number() < Partition.FIRST_LOGICAL)
            .sorted(Comparator.comparingLong(Partition::firstSector)).toList();
        List<Range> gaps = new ArrayList<>();
        long free = table.firstUsableSector();
        for (Partition one : sorted) {
            add(gaps, free, one.firstSector(), table.sectorSize());
            free = Math.max(free, one.endSector());
        }
        add(gaps, free, table.lastUsableSector() + 1, table.sectorSize());
        return List.copyOf(gaps);
    }

    private static void add(List<Range> gaps, long from, long end, int sectorSize) {
        if (end > from) {
            gaps.add(new Range(from * sectorSize, (end - from) * sectorSize));
        }
    }
}
