package org.rootbuild.partition;

import java.util.Arrays;
import java.util.Optional;

/**
 * What can be said of a partition besides its type. {@link #ACTIVE} is the state byte of an MBR entry, the others are
 * attribute bits of a GPT entry (UEFI 2.10, 5.3.3; those from 48 on belong to the type, and have these meanings for
 * Windows' and for systemd's discoverable partitions).
 */
public enum PartitionFlag {
    /** Booted by the code of an MBR. */
    ACTIVE("active", -1),
    /** The firmware needs it; not to be deleted. */
    REQUIRED("required", 0),
    /** UEFI makes no block device of it. */
    NO_BLOCK_IO("no-block-io", 1),
    /** Booted by code in the boot sector on a BIOS. */
    LEGACY_BOOT("legacy-boot", 2),
    /** Its filesystem is grown when it is mounted. */
    GROW("grow", 59),
    READ_ONLY("read-only", 60),
    HIDDEN("hidden", 62),
    /** Not mounted by itself; on Windows: gets no drive letter. */
    NO_AUTO("no-auto", 63);

    private final String word;
    private final int bit;

    PartitionFlag(String word, int bit) {
        this.word = word;
        this.bit = bit;
    }

    public String word() {
        return word;
    }

    /** Of the attributes of a GPT entry; 0 for {@link #ACTIVE}. */
    public long mask() {
        return bit < 0 ? 0 : 1L << bit;
    }

    public static Optional<PartitionFlag> named(String word) {
        return Arrays.stream(values()).filter(flag -> flag.word.equals(word)).findFirst();
    }
}
