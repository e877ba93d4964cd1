package org.rootbuild.ext;

import java.util.EnumSet;
import java.util.Set;

/** How a filesystem is mounted when nothing else is said, by the names of {@code tune2fs -o}. */
public enum ExtMountOption {
    DEBUG(0x1), BSDGROUPS(0x2), USER_XATTR(0x4), ACL(0x8), UID16(0x10), JOURNAL_DATA(0x20), JOURNAL_DATA_ORDERED(0x40),
    JOURNAL_DATA_WRITEBACK(0x60), NOBARRIER(0x100), BLOCK_VALIDITY(0x200), DISCARD(0x400), NODELALLOC(0x800);

    private final int bits;

    ExtMountOption(int bits) {
        this.bits = bits;
    }

    /** Those whose bits are set; of the three ways to write data at most one. */
    static Set<ExtMountOption> of(int bits) {
        Set<ExtMountOption> options = EnumSet.noneOf(ExtMountOption.class);
        for (ExtMountOption option : values()) {
            boolean isWay = (option.bits & JOURNAL_DATA_WRITEBACK.bits) != 0;
            if (isWay ? (bits & JOURNAL_DATA_WRITEBACK.bits) == option.bits : (bits & option.bits) != 0) {
                options.add(option);
            }
        }
        return options;
    }

    static int bits(Set<ExtMountOption> options) {
        return options.stream().mapToInt(option -> option.bits).reduce(0, (a, b) -> a | b);
    }
}
