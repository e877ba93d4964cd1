package org.rootbuild.fat;

import org.rootbuild.volume.Range;

/**
 * Where everything lies: reserved sectors, tables, root folder (FAT12 and FAT16), then the clusters, of which the first
 * has number 2.
 *
 * @param tableSectors sectors of one table
 * @param rootEntries  room in the root folder, 0 for FAT32, whose root folder is a chain of clusters
 * @param clusters     how many there are
 */
record FatGeometry(FatKind kind, int sectorBytes, int clusterSectors, int reservedSectors, int tables, int rootEntries,
                   long tableSectors, long totalSectors, int clusters) {
    static final int ENTRY_BYTES = 32;
    static final int FIRST_CLUSTER = 2;

    int clusterBytes() {
        return clusterSectors * sectorBytes;
    }

    long sizeBytes() {
        return totalSectors * sectorBytes;
    }

    long tableBytes() {
        return tableSectors * sectorBytes;
    }

    long tableAt(int copy) {
        return (reservedSectors + copy * tableSectors) * sectorBytes;
    }

    /** The root folder of FAT12 and FAT16; empty for FAT32. */
    Range root() {
        return new Range(tableAt(tables), (long) rootEntries * ENTRY_BYTES);
    }

    long dataAt() {
        return tableAt(tables) + rootSectors() * sectorBytes;
    }

    private long rootSectors() {
        return ceil((long) rootEntries * ENTRY_BYTES, sectorBytes);
    }

    long clusterAt(int cluster) {
        return dataAt() + (long) (cluster - FIRST_CLUSTER) * clusterBytes();
    }

    int lastCluster() {
        return clusters + FIRST_CLUSTER - 1;
    }

    boolean has(int cluster) {
        return cluster >= FIRST_CLUSTER && cluster <= lastCluster();
    }

    /** How many clusters so many bytes take. */
    long clustersOf(long bytes) {
        return ceil(bytes, clusterBytes());
    }

    static long ceil(long number, long unit) {
        return (number + unit - 1) / unit;
    }
}
