package org.rootbuild.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rootbuild.problem.Failure;

/** What partitions must not do to each other and to their disk, as sentences without full stops. */
final class Conflicts {
    private Conflicts() {
    }

    /** @param partitions without those that are inside of an extended one */
    static List<String> of(List<Partition> partitions, long firstUsable, long lastUsable) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < partitions.size(); i++) {
            Partition one = partitions.get(i);
            if (one.firstSector() < firstUsable) {
                found.add(one.spoken() + " begins at sector " + one.firstSector() + ", but the table itself reaches to "
                    + (firstUsable - 1));
            }
            if (one.lastSector() > lastUsable) {
                found.add(one.spoken() + " ends at sector " + one.lastSector() + ", but the last that it can have is "
                    + lastUsable);
            }
        }
        found.addAll(overlaps(partitions));
        return found;
    }

    static List<String> overlaps(List<Partition> partitions) {
        List<Partition> sorted = new ArrayList<>(partitions);
        sorted.sort(Comparator.comparingLong(Partition::firstSector));
        List<String> found = new ArrayList<>();
        Partition furthest = null;
        for (Partition one : sorted) {
            if (furthest != null && furthest.overlaps(one)) {
                found.add(furthest.spoken() + " and " + one.spoken() + " overlap: sectors " + one.firstSector() + " to "
                    + Math.min(one.lastSector(), furthest.lastSector()) + " belong to both");
            }
            furthest = furthest == null || one.endSector() > furthest.endSector() ? one : furthest;
        }
        return found;
    }

    static void refuse(List<String> found) throws Failure {
        if (!found.isEmpty()) {
            throw new Failure(String.join("; ", found),
                "Give the partitions places of their own; 'rootbuild image inspect' shows what is free.");
        }
    }
}
