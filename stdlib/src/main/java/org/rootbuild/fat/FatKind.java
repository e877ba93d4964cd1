package org.rootbuild.fat;

/** How wide an entry of the table is. It follows from the number of clusters, except that FAT32 may have few. */
public enum FatKind {
    FAT12(12, 1, 4084), FAT16(16, 4087, 65524), FAT32(32, 1, 268435446);

    /** With fewer clusters than this, some systems take a FAT32 for a FAT16 (fatgen103, "FAT Type Determination"). */
    static final int FAT32_CLUSTERS = 65525;

    private final int bits;
    private final int fewestClusters;
    private final int mostClusters;

    FatKind(int bits, int fewestClusters, int mostClusters) {
        this.bits = bits;
        this.fewestClusters = fewestClusters;
        this.mostClusters = mostClusters;
    }

    /** 12, 16 or 32; of the 32 bits, 28 count. */
    public int bits() {
        return bits;
    }

    /** Fewest clusters that are made, as mkfs.vfat does; FAT16 stays away from where readers disagree. */
    int fewestClusters() {
        return fewestClusters;
    }

    /** Fewest clusters with which no reader takes it for another kind; mtools, for one, goes by the number alone. */
    int fewestForAll() {
        return this == FAT32 ? FAT32_CLUSTERS + 4 : fewestClusters;
    }

    int mostClusters() {
        return mostClusters;
    }

    /** {@code fat12}, {@code fat16} or {@code fat32}. */
    public String word() {
        return "fat" + bits;
    }

    /** Bytes that so many entries take, the two reserved ones among them. */
    long tableBytes(long entries) {
        return (entries * bits + 7) / 8;
    }

    /** The highest number that an entry can hold. */
    int mask() {
        return this == FAT32 ? 0x0fffffff : (1 << bits) - 1;
    }

    /** What marks a cluster that cannot be used; whatever is higher ends a chain. */
    int badMark() {
        return mask() - 8;
    }
}
