package org.rootbuild.archive;

/**
 * What an archive may cost before it is taken for a bomb. Everything is counted while it streams, so that reading stops
 * early. The defaults are far above every real archive of software; each can be raised.
 *
 * @param maxEntries     how many entries
 * @param maxTotalBytes  how many bytes all contents together, and every decoded stream on the way
 * @param maxRatio       how many bytes may come out of one byte of the file, once {@code ratioGraceBytes} came out
 * @param ratioGraceBytes below this the ratio does not matter, since small archives of zeros are common
 * @param maxPathDepth   how many names in one path
 * @param maxNesting     how many compressions around each other
 */
public record Limits(long maxEntries, long maxTotalBytes, long maxRatio, long ratioGraceBytes, int maxPathDepth,
                     int maxNesting) {
    /** One million entries, 64 GiB, 250 to 1 beyond 64 MiB, 128 names deep, 4 compressions. */
    public static final Limits USUAL = new Limits(1_000_000, 64L << 30, 250, 64L << 20, 128, 4);

    public Limits {
        if (maxEntries < 1 || maxTotalBytes < 0 || maxRatio < 1 || ratioGraceBytes < 0 || maxPathDepth < 1
            || maxNesting < 0) {
            throw new IllegalArgumentException("a limit out of range");
        }
    }

    public Limits withMaxEntries(long changed) {
        return new Limits(changed, maxTotalBytes, maxRatio, ratioGraceBytes, maxPathDepth, maxNesting);
    }

    public Limits withMaxTotalBytes(long changed) {
        return new Limits(maxEntries, changed, maxRatio, ratioGraceBytes, maxPathDepth, maxNesting);
    }

    public Limits withMaxRatio(long changed) {
        return new Limits(maxEntries, maxTotalBytes, changed, ratioGraceBytes, maxPathDepth, maxNesting);
    }

    public Limits withRatioGraceBytes(long changed) {
        return new Limits(maxEntries, maxTotalBytes, maxRatio, changed, maxPathDepth, maxNesting);
    }

    public Limits withMaxPathDepth(int changed) {
        return new Limits(maxEntries, maxTotalBytes, maxRatio, ratioGraceBytes, changed, maxNesting);
    }

    public Limits withMaxNesting(int changed) {
        return new Limits(maxEntries, maxTotalBytes, maxRatio, ratioGraceBytes, maxPathDepth, changed);
    }
}
