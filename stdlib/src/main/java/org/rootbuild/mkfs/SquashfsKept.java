package org.rootbuild.mkfs;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What of a tree comes into a squashfs, and how it is packed beyond compression and blocks.
 *
 * @param xattrs    whether extended attributes do
 * @param owners    whether owners do; otherwise everything is 0:0
 * @param times     which times files get
 * @param fragments whether the ends of files share pieces, which is smaller; without, each has one of its own
 * @param filters   with xz, for which machine code pieces are also tried: {@code x86}, {@code powerpc}, {@code ia64},
 *                  {@code arm}, {@code armthumb} or {@code sparc}; with lz4, {@code hc} packs harder
 */
public record SquashfsKept(boolean xattrs, boolean owners, Times times, boolean fragments, List<String> filters) {
    /** All that can be, with no time later than that of the making. */
    public static final SquashfsKept EVERYTHING = new SquashfsKept(true, true, Times.UP_TO_MAKING, true, List.of());
    private static final Map<String, List<String>> FILTERS = Map.of("xz", List.of("x86", "powerpc", "ia64", "arm",
        "armthumb", "sparc"), "lz4", List.of("hc"));

    /** The times of files. */
    public enum Times {
        /** Their own, but none later than that of the making. */
        UP_TO_MAKING,
        /** Their own. */
        EXACT,
        /** That of the making, for all. */
        OF_MAKING
    }

    public SquashfsKept {
        Objects.requireNonNull(times);
        filters = List.copyOf(filters);
    }

    /** @throws IllegalArgumentException with a sentence when the compression has no such filter */
    void checkFilters(String compression) {
        List<String> known = FILTERS.getOrDefault(compression, List.of());
        for (String filter : filters) {
            if (!known.contains(filter)) {
                throw new IllegalArgumentException(compression + " has no filter '" + filter + "' in a squashfs, "
                    + (known.isEmpty() ? "and none at all" : "but " + String.join(", ", known)));
            }
        }
    }
}
