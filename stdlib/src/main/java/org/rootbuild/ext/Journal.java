package org.rootbuild.ext;

/** How big a journal is when nobody says it, as {@code mke2fs} chooses. */
final class Journal {
    /** The kernel takes none that is smaller. */
    static final int LOWEST_BLOCKS = 1024;
    private static final long[][] SIZES = {{2048, 0}, {32768, 1024}, {256 << 10, 4096}, {512 << 10, 8192},
        {4096 << 10, 16384}, {8192 << 10, 32768}, {16384 << 10, 65536}, {32768 << 10, 131072}};
    private static final long HIGHEST = 262144;

    private Journal() {
    }

    /** 0 where the filesystem is too small for one. */
    static long usualBlocks(long blocks) {
        for (long[] size : SIZES) {
            if (blocks < size[0]) {
                return size[1];
            }
        }
        return HIGHEST;
    }

    /** 0 for none. */
    static long blocks(Geometry geometry) {
        if (!geometry.has(ExtFeature.HAS_JOURNAL)) {
            return 0;
        }
        long asked = geometry.options.journalBytes().orElse(0) / geometry.blockSize;
        return asked > 0 ? Math.max(LOWEST_BLOCKS, asked) : usualBlocks(geometry.blocks);
    }
}
