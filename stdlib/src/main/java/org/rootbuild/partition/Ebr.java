package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.problem.Failure;

/**
 * A link of the chain inside an extended partition: a boot sector whose first entry is a logical partition, relative
 * to this sector, and whose second is the next link, relative to the extended partition.
 *
 * @param sector where it is on the disk
 * @param bytes  as it was read, so that what is not understood stays; never changed
 */
record Ebr(long sector, byte[] bytes) {
    private static final int DATA = 0;
    private static final int NEXT = 1;
    /** How far before its partition a new one stands, as partitioning tools do it too. */
    private static final int USUAL_DISTANCE_BYTES = 1 << 20;

    /**
     * Finds a sector for each logical partition's link, those that have one keep it. The first is always the extended
     * partition's first sector.
     *
     * @param had of each logical partition, in the same order
     * @throws Failure when there is no free sector before a partition
     */
    static List<Ebr> place(Partition extended, List<Partition> logical, List<Optional<Ebr>> had, int sectorSize)
        throws Failure {
        Set<Long> taken = new HashSet<>();
        taken.add(extended.firstSector());
        had.stream().skip(1).flatMap(Optional::stream).forEach(one -> taken.add(one.sector()));
        List<Ebr> placed = new ArrayList<>();
        for (int i = 0; i < logical.size(); i++) {
            Optional<Ebr> old = had.get(i);
            long sector;
            if (i == 0) {
                sector = extended.firstSector();
            } else if (old.isPresent() && isFree(old.get().sector(), extended, logical)
                && old.get().sector() < logical.get(i).firstSector()
                && placed.stream().noneMatch(one -> one.sector() == old.get().sector())) {
                sector = old.get().sector();
            } else {
                sector = newSector(extended, logical, logical.get(i), taken, sectorSize);
                taken.add(sector);
            }
            boolean same = old.isPresent() && old.get().sector() == sector;
            placed.add(new Ebr(sector, same ? old.get().bytes() : new byte[BootSector.BYTES]));
        }
        return placed;
    }

    private static boolean isFree(long sector, Partition extended, List<Partition> logical) {
        return sector > extended.firstSector() && sector <= extended.lastSector()
            && logical.stream().noneMatch(one -> sector >= one.firstSector() && sector <= one.lastSector());
    }

    private static long newSector(Partition extended, List<Partition> logical, Partition own, Set<Long> taken,
                                  int sectorSize) throws Failure {
        long floor = extended.firstSector() + 1;
        for (Partition other : logical) {
            if (other.endSector() <= own.firstSector()) {
                floor = Math.max(floor, other.endSector());
            }
        }
        long sector = Math.max(floor, own.firstSector() - USUAL_DISTANCE_BYTES / sectorSize);
        while (taken.contains(sector)) {
            sector++;
        }
        if (sector >= own.firstSector()) {
            throw new Failure("there is no free sector before " + own.spoken() + " for its link in the extended one",
                "Let each logical partition begin at least one sector behind the end of the one before it.");
        }
        return sector;
    }

    /** What is written: the partition, and where the chain goes on. */
    byte[] encode(Partition extended, Partition own, int typeId, Optional<Link> next) {
        byte[] sectorBytes = bytes.clone();
        BootSector.mark(sectorBytes);
        for (int slot = NEXT + 1; slot < BootSector.SLOTS; slot++) {
            if (MbrEntry.read(sectorBytes, slot).isUsed()) {
                MbrEntry.clear(sectorBytes, slot);
            }
        }
        new MbrEntry(own.flags().active() ? MbrEntry.ACTIVE : 0, typeId, own.firstSector() - sector, own.sectorCount())
            .write(sectorBytes, DATA, own.firstSector());
        if (next.isPresent()) {
            Link link = next.get();
            MbrEntry had = MbrEntry.read(sectorBytes, NEXT);
            long first = link.ebr().sector() - extended.firstSector();
            boolean sameTarget = PartitionType.isExtended(had.type()) && had.first() == first && had.count() > 0;
            new MbrEntry(0, sameTarget ? had.type() : 0x05, first,
                sameTarget ? had.count() : link.partition().endSector() - link.ebr().sector())
                .write(sectorBytes, NEXT, link.ebr().sector());
        } else {
            MbrEntry.clear(sectorBytes, NEXT);
        }
        return sectorBytes;
    }

    /** The next one of a chain. */
    record Link(Ebr ebr, Partition partition) {
    }
}
