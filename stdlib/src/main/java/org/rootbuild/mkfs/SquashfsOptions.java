package org.rootbuild.mkfs;

import java.util.Map;
import java.util.OptionalInt;

/**
 * How a squashfs is made.
 *
 * @param compression  {@code gzip}, {@code xz}, {@code zstd}, {@code lz4} or {@code lzo}
 * @param level        how hard: 1 to 9 for gzip and lzo, 1 to 22 for zstd; xz and lz4 have no levels
 * @param blockBytes   how much is compressed in one piece: a power of two from 4096 to 1048576
 * @param exportable   whether NFS can serve it, which takes a table more
 * @param epochSeconds the time of its making: 0 to 4294967295
 * @param kept         what of the tree comes into it
 */
public record SquashfsOptions(String compression, OptionalInt level, int blockBytes, boolean exportable,
                              long epochSeconds, SquashfsKept kept) {
    private static final int SMALLEST_BLOCK = 4096;
    private static final int LARGEST_BLOCK = 1 << 20;
    /** The highest level by compression; 0 where there are none. */
    private static final Map<String, Integer> LEVELS = Map.of("gzip", 9, "xz", 0, "zstd", 22, "lz4", 0, "lzo", 9);

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    public SquashfsOptions {
        Integer highest = LEVELS.get(compression);
        if (highest == null) {
            throw new IllegalArgumentException("squashfs is compressed with gzip, xz, zstd, lz4 or lzo, not with '"
                + compression + "'");
        }
        if (level.isPresent() && (level.getAsInt() < 1 || level.getAsInt() > highest)) {
            throw new IllegalArgumentException(highest == 0 ? compression + " has no levels in a squashfs"
                : "the levels of " + compression + " in a squashfs are 1 to " + highest + ", not "
                + level.getAsInt());
        }
        if (Integer.bitCount(blockBytes) != 1 || blockBytes < SMALLEST_BLOCK || blockBytes > LARGEST_BLOCK) {
            throw new IllegalArgumentException("the blocks of a squashfs are a power of two from 4096 to 1048576 bytes,"
                + " not " + blockBytes);
        }
        if (epochSeconds < 0 || epochSeconds > 0xffffffffL) {
            throw new IllegalArgumentException("a squashfs has times from 0 to 4294967295, not " + epochSeconds);
        }
        kept.checkFilters(compression);
    }

    /** With all that can be kept of the tree. */
    public SquashfsOptions(String compression, OptionalInt level, int blockBytes, boolean exportable,
                           long epochSeconds) {
        this(compression, level, blockBytes, exportable, epochSeconds, SquashfsKept.EVERYTHING);
    }

    public SquashfsOptions keeping(SquashfsKept changed) {
        return new SquashfsOptions(compression, level, blockBytes, exportable, epochSeconds, changed);
    }

    /** zstd in blocks of 128 KiB. */
    public static SquashfsOptions usual(long epochSeconds) {
        return new SquashfsOptions("zstd", OptionalInt.empty(), 1 << 17, false, epochSeconds);
    }
}
