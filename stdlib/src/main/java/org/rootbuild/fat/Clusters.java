package org.rootbuild.fat;

import java.io.IOException;
import java.util.BitSet;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/** Gives out the free clusters of a filesystem that is edited, and takes them back. */
final class Clusters {
    private final FatGeometry geometry;
    private final FatTable table;
    private final BitSet used;
    private long free;
    private boolean changed;
    private int hint = FatGeometry.FIRST_CLUSTER;

    Clusters(Volume volume, BootSector boot, FatTable table) throws IOException {
        this.table = table;
        geometry = boot.geometry();
        used = FreeClusters.used(volume, boot);
        free = geometry.clusters() - used.cardinality();
    }

    long free() {
        return free;
    }

    /** Whether any was given out or taken back. */
    boolean changed() {
        return changed;
    }

    /** Where the search goes on next. */
    int hint() {
        return hint;
    }

    /**
     * The beginning of a run of free clusters: behind the last one given out where it is long enough there, else the
     * first one that is, else the first free cluster.
     */
    int find(long wanted) throws Failure {
        if (free == 0) {
            throw new Failure("the FAT filesystem is full", "Make it larger, or remove something from it first.");
        }
        for (int from : new int[] {hint, FatGeometry.FIRST_CLUSTER}) {
            int at = used.nextClearBit(from);
            while (at <= geometry.lastCluster()) {
                int end = used.nextSetBit(at);
                if (end < 0 || end - at >= wanted) {
                    end = end < 0 ? geometry.lastCluster() + 1 : end;
                    if (end - at >= wanted) {
                        return at;
                    }
                    break;
                }
                at = used.nextClearBit(end);
            }
        }
        return used.nextClearBit(FatGeometry.FIRST_CLUSTER);
    }

    boolean isFree(int cluster) {
        return geometry.has(cluster) && !used.get(cluster);
    }

    /** Makes a free cluster the end of a chain, behind {@code before}, or of its own where that is 0. */
    void take(int cluster, int before) throws IOException {
        used.set(cluster);
        changed = true;
        free--;
        hint = cluster + 1;
        table.link(cluster, geometry.kind().mask());
        if (before != 0) {
            table.link(before, cluster);
        }
    }

    /** Frees a chain, which may be none: 0. */
    void release(int first) throws IOException {
        int cluster = first;
        while (geometry.has(cluster) && used.get(cluster)) {
            int next = table.next(cluster);
            table.link(cluster, 0);
            used.clear(cluster);
            changed = true;
            free++;
            hint = Math.min(hint, cluster);
            cluster = next;
        }
    }
}
