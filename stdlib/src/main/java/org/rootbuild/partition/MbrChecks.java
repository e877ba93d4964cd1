package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with partitions that an MBR is to have. */
final class MbrChecks {
    private MbrChecks() {
    }

    static List<String> problems(List<Partition> partitions, DiskShape disk) {
        List<Partition> primary = partitions.stream().filter(one -> one.number() < Partition.FIRST_LOGICAL).toList();
        List<Partition> logical = partitions.stream().filter(one -> one.number() >= Partition.FIRST_LOGICAL).toList();
        List<Partition> extended = primary.stream().filter(one -> one.type().isExtended()).toList();
        List<String> found = new ArrayList<>();
        found.addAll(Conflicts.of(primary, 1, Math.min(disk.sectors(), Mbr.SECTOR_LIMIT) - 1));
        found.addAll(Conflicts.overlaps(logical));
        if (extended.size() > 1) {
            found.add(extended.get(0).spoken() + " and " + extended.get(1).spoken() + " are both extended ones");
        }
        for (Partition one : partitions) {
            found.addAll(sayable(one));
        }
        for (Partition one : logical) {
            inside(one, extended.stream().findFirst()).ifPresent(found::add);
        }
        if (logical.size() > Mbr.MOST_LOGICAL) {
            found.add("there are " + logical.size() + " logical partitions, " + Mbr.MOST_LOGICAL + " are the most");
        }
        return found;
    }

    private static List<String> sayable(Partition one) {
        List<String> found = new ArrayList<>();
        if (one.type().mbrId().isEmpty() || one.type().mbrId().getAsInt() == 0) {
            found.add(one.spoken() + " is of type '" + one.type() + "', which an MBR cannot say");
        }
        if (!one.name().isEmpty() || one.uuid().isPresent() || one.flags().attributes() != 0) {
            found.add(one.spoken() + " has a name, a UUID or attributes, which an MBR cannot store");
        }
        return found;
    }

    private static Optional<String> inside(Partition one, Optional<Partition> extended) {
        if (extended.isEmpty()) {
            return Optional.of(one.spoken() + " is a logical one, but there is no extended one");
        }
        Partition around = extended.get();
        boolean isInside = one.firstSector() > around.firstSector() && one.lastSector() <= around.lastSector();
        return isInside && !one.type().isExtended() ? Optional.empty()
            : Optional.of(one.spoken() + " is not inside of the extended one, whose first sector is its own");
    }
}
