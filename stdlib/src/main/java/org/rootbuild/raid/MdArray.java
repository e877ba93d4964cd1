package org.rootbuild.raid;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What all members of an array say alike.
 *
 * @param name           such as {@code yunnas:2} (host and array), at most 32 bytes in UTF-8; version 0.90 has none
 * @param level          0, 1, 4, 5, 6, 10, or -1 for linear
 * @param raidDisks      how many members the array has when it is complete
 * @param missing        which of them, counted from 0, are not there
 * @param layout         as {@code md} numbers it; {@link #usualLayout}
 * @param chunkBytes     0 for RAID 1
 * @param createdSeconds since 1970; also when it was last written
 * @param events         how often it was written: what members tell by which of them is the newest
 * @param preferredMinor the number of its device; only version 0.90 stores it
 */
public record MdArray(MdVersion version, MdUuid uuid, String name, int level, int raidDisks, Set<Integer> missing,
                      int layout, int chunkBytes, long createdSeconds, long events, int preferredMinor) {
    public static final int LINEAR = -1;
    static final int NAME_BYTES = 32;
    private static final Map<Integer, Integer> LAYOUTS = Map.of(0, 1, 5, 2, 6, 2, 10, 0x102);

    public MdArray {
        Objects.requireNonNull(version);
        Objects.requireNonNull(uuid);
        missing = Set.copyOf(missing);
        if (name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES) {
            throw new IllegalArgumentException("an array's name has at most " + NAME_BYTES + " bytes: " + name);
        }
        int most = mostDisks(version);
        if (raidDisks < 1 || raidDisks > most || missing.stream().anyMatch(slot -> slot < 0 || slot >= raidDisks)) {
            throw new IllegalArgumentException("an array of version " + version.word() + " has 1 to " + most
                + " members: " + raidDisks + ", of which are missing " + missing);
        }
        if (chunkBytes < 0 || chunkBytes % 512 != 0) {
            throw new IllegalArgumentException("a chunk is a whole number of sectors: " + chunkBytes);
        }
    }

    /** A complete, freshly made mirror. */
    public static MdArray mirror(MdVersion version, MdUuid uuid, int raidDisks, long createdSeconds) {
        return new MdArray(version, uuid, "", 1, raidDisks, Set.of(), 0, 0, createdSeconds, 1, 0);
    }

    static int mostDisks(MdVersion version) {
        return version == MdVersion.V0_90 ? 27 : 384;
    }

    /** What mdadm takes when nothing is said: left-symmetric parity, two near copies, stripes over members of
     * different sizes as Linux first had them. */
    public static int usualLayout(int level) {
        return LAYOUTS.getOrDefault(level, 0);
    }

    public MdArray withName(String other) {
        return new MdArray(version, uuid, other, level, raidDisks, missing, layout, chunkBytes, createdSeconds, events,
            preferredMinor);
    }

    public MdArray withMissing(Set<Integer> others) {
        return new MdArray(version, uuid, name, level, raidDisks, others, layout, chunkBytes, createdSeconds, events,
            preferredMinor);
    }

    public MdArray withPreferredMinor(int other) {
        return new MdArray(version, uuid, name, level, raidDisks, missing, layout, chunkBytes, createdSeconds, events,
            other);
    }

    public MdArray withEvents(long others) {
        return new MdArray(version, uuid, name, level, raidDisks, missing, layout, chunkBytes, createdSeconds, others,
            preferredMinor);
    }

    public MdArray withLevel(int other, int otherLayout, int otherChunkBytes) {
        return new MdArray(version, uuid, name, other, raidDisks, missing, otherLayout, otherChunkBytes,
            createdSeconds, events, preferredMinor);
    }

    /** {@code raid1}, {@code linear}. */
    public String levelWord() {
        return level == LINEAR ? "linear" : "raid" + level;
    }
}
