package org.rootbuild.fat;

/** What volumes of the size of a floppy disk are made like; and how many heads and sectors others claim to have. */
record Floppy(int media, int clusterSectors, int rootEntries, int trackSectors, int heads) {
    static final Floppy NONE = new Floppy(0xf8, 0, 0, 0, 0);
    /** Most sectors, sectors in a track, heads: the geometry that BIOSes assume (SD's file system specification, C). */
    private static final int[][] GEOMETRIES = {{4096, 16, 2}, {32768, 32, 2}, {65536, 32, 4}, {262144, 32, 8},
        {524288, 32, 16}, {1032192, 63, 16}, {2064384, 63, 32}, {4128768, 63, 64}, {8257536, 63, 128}};
    private static final int[] LARGEST = {0, 63, 255};

    static Floppy of(long sizeBytes) {
        if (sizeBytes % 1024 != 0) {
            return NONE;
        }
        return switch ((int) Math.min(sizeBytes / 1024, Integer.MAX_VALUE)) {
            case 360 -> new Floppy(0xfd, 2, 112, 9, 2);
            case 720 -> new Floppy(0xf9, 2, 112, 9, 2);
            case 1200 -> new Floppy(0xf9, 1, 224, 15, 2);
            case 1440 -> new Floppy(0xf0, 1, 224, 18, 2);
            case 2880 -> new Floppy(0xf0, 2, 224, 36, 2);
            default -> NONE;
        };
    }

    /** With heads and sectors in a track for a volume of so many sectors. */
    static Floppy geometry(long sectors, int sectorBytes) {
        Floppy floppy = of(sectors * sectorBytes);
        if (floppy != NONE) {
            return floppy;
        }
        int[] found = LARGEST;
        for (int i = GEOMETRIES.length - 1; i >= 0; i--) {
            found = sectors <= GEOMETRIES[i][0] ? GEOMETRIES[i] : found;
        }
        return new Floppy(NONE.media(), 0, 0, found[1], found[2]);
    }
}
