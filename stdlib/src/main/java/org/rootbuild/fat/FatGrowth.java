package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.rootbuild.event.Activity;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Makes a FAT filesystem as large as its volume. */
public final class FatGrowth {
    private static final int CHUNK_BYTES = 4 << 20;

    private final Volume volume;

    /** @param volume which begins with the filesystem and is larger than it */
    public FatGrowth(Volume volume) {
        this.volume = volume;
    }

    /**
     * Grows it. Every cluster keeps its number and its bytes; where the tables need more room all data moves up. When
     * this fails half-way, what is on the volume must be thrown away.
     *
     * @throws Failure when the volume holds no FAT or a damaged one, is smaller than it, or so many clusters would need
     *     another kind of FAT; nothing was changed then
     */
    public void grow(Activity activity) throws IOException, InterruptedException {
        FatFilesystem filesystem = FatFilesystem.open(volume).orElseThrow(() -> new Failure(
            "what should grow is no FAT filesystem", "Name the partition that holds one."));
        filesystem.tree();
        BootSector boot = filesystem.boot();
        FatGeometry old = boot.geometry();
        FatGeometry grown = grown(old, volume.sizeBytes() / old.sectorBytes());
        if (grown.totalSectors() == old.totalSectors()) {
            return;
        }
        BitSet used = FreeClusters.used(volume, boot);
        moveData(old, grown, used, activity);
        moveTables(old, grown);
        FatTable table = new FatTable(volume, boot.with(grown));
        long known = old.tableBytes() * 8 / old.kind().bits();
        for (int cluster = old.lastCluster() + 1; cluster <= grown.lastCluster() && cluster < known; cluster++) {
            table.link(cluster, 0);
        }
        table.flush();
        writeDescription(boot.with(grown), used.cardinality());
    }

    /** Whether it can become as large as that at all, without larger clusters or another kind of FAT. */
    public static boolean isPossible(FatFilesystem filesystem, long sizeBytes) {
        FatGeometry old = filesystem.boot().geometry();
        try {
            return grown(old, sizeBytes / old.sectorBytes()).totalSectors() > 0;
        } catch (Failure tooMany) {
            return false;
        }
    }

    /** Whether all data stay where they are when it becomes as large as that: the tables have room already. */
    public static boolean keepsPlaces(FatFilesystem filesystem, long sizeBytes) {
        FatGeometry old = filesystem.boot().geometry();
        try {
            return grown(old, sizeBytes / old.sectorBytes()).tableSectors() == old.tableSectors();
        } catch (Failure tooMany) {
            return false;
        }
    }

    private static FatGeometry grown(FatGeometry old, long volumeSectors) throws Failure {
        long sectors = Math.min(0xffffffffL, volumeSectors);
        long table = old.tableSectors();
        long clusters = clusters(old, sectors, table);
        // A longer table leaves fewer clusters, so that this ends.
        while (old.kind().tableBytes(clusters + 2) > table * old.sectorBytes()) {
            table += old.clusterSectors();
            clusters = clusters(old, sectors, table);
        }
        if (clusters > old.kind().mostClusters()) {
            throw new Failure("this " + old.kind().word() + " filesystem with clusters of " + old.clusterBytes()
                + " bytes can have no more than " + old.kind().mostClusters() + " of them, and " + sectors
                + " sectors are " + clusters,
                "Rewrite it from its files, with a wider kind of FAT or larger clusters.");
        }
        return new FatGeometry(old.kind(), old.sectorBytes(), old.clusterSectors(), old.reservedSectors(), old.tables(),
            old.rootEntries(), table, sectors, (int) clusters);
    }

    private static long clusters(FatGeometry old, long sectors, long table) {
        long before = old.dataAt() / old.sectorBytes() + old.tables() * (table - old.tableSectors());
        return (sectors - before) / old.clusterSectors();
    }

    private void moveData(FatGeometry old, FatGeometry grown, BitSet used, Activity activity)
        throws IOException, InterruptedException {
        long total = (long) used.cardinality() * old.clusterBytes();
        long done = 0;
        if (old.tableSectors() == grown.tableSectors()) {
            return;
        }
        for (int last = used.length() - 1; last >= 0;) {
            int first = used.previousClearBit(last) + 1;
            long size = (long) (last - first + 1) * old.clusterBytes();
            moveUp(new Range(old.clusterAt(first), size), grown.clusterAt(first));
            done += size;
            activity.progress("moving data", done, total);
            last = first == 0 ? -1 : used.previousSetBit(first - 1);
        }
        moveUp(old.root(), grown.root().at());
    }

    private void moveTables(FatGeometry old, FatGeometry grown) throws IOException, InterruptedException {
        for (int copy = old.tables() - 1; copy >= 0; copy--) {
            moveUp(new Range(old.tableAt(copy), old.tableBytes()), grown.tableAt(copy));
            volume.zero(new Range(grown.tableAt(copy) + old.tableBytes(), grown.tableBytes() - old.tableBytes()));
        }
    }

    /** The end first, since the two places may overlap. */
    private void moveUp(Range from, long to) throws IOException, InterruptedException {
        if (from.at() == to) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, from.lengthBytes()));
        for (long left = from.lengthBytes(); left > 0;) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int count = (int) Math.min(buffer.capacity(), left);
            left -= count;
            buffer.clear().limit(count);
            volume.read(from.at() + left, buffer);
            volume.write(to + left, buffer.flip());
        }
    }

    private void writeDescription(BootSector boot, int used) throws IOException {
        FatGeometry geometry = boot.geometry();
        int sectorBytes = geometry.sectorBytes();
        int backup = boot.backupSector() < geometry.reservedSectors() ? boot.backupSector() : 0;
        new FsInfo(geometry.clusters() - used, FatGeometry.FIRST_CLUSTER).writeTo(volume, boot);
        for (int at : backup > 0 ? new int[] {backup, 0} : new int[] {0}) {
            byte[] sector = volume.read((long) at * sectorBytes, BootSector.BYTES).array();
            boot.resizeIn(sector);
            volume.write((long) at * sectorBytes, ByteBuffer.wrap(sector));
        }
    }
}
