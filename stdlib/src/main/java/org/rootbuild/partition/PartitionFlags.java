package org.rootbuild.partition;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The flags of a partition.
 *
 * @param active     of an MBR entry
 * @param attributes all 64 bits of a GPT entry, those that have no {@link PartitionFlag} included
 */
public record PartitionFlags(boolean active, long attributes) {
    public static final PartitionFlags NONE = new PartitionFlags(false, 0);

    public static PartitionFlags of(PartitionFlag... flags) {
        PartitionFlags all = NONE;
        for (PartitionFlag flag : flags) {
            all = all.with(flag);
        }
        return all;
    }

    public boolean has(PartitionFlag flag) {
        return flag == PartitionFlag.ACTIVE ? active : (attributes & flag.mask()) != 0;
    }

    public PartitionFlags with(PartitionFlag flag) {
        return new PartitionFlags(active || flag == PartitionFlag.ACTIVE, attributes | flag.mask());
    }

    public PartitionFlags without(PartitionFlag flag) {
        return new PartitionFlags(active && flag != PartitionFlag.ACTIVE, attributes & ~flag.mask());
    }

    /** Those that have a word. */
    public Set<PartitionFlag> known() {
        return Arrays.stream(PartitionFlag.values()).filter(this::has).collect(Collectors.toUnmodifiableSet());
    }
}
