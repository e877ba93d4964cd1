package org.rootbuild.ext;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A feature of a filesystem, by the names that {@code mke2fs -O} takes. */
public enum ExtFeature {
    HAS_JOURNAL(Kind.COMPATIBLE, 0x4), EXT_ATTR(Kind.COMPATIBLE, 0x8), RESIZE_INODE(Kind.COMPATIBLE, 0x10),
    DIR_INDEX(Kind.COMPATIBLE, 0x20), SPARSE_SUPER2(Kind.COMPATIBLE, 0x200), FAST_COMMIT(Kind.COMPATIBLE, 0x400),
    STABLE_INODES(Kind.COMPATIBLE, 0x800), ORPHAN_FILE(Kind.COMPATIBLE, 0x1000),
    COMPRESSION(Kind.INCOMPATIBLE, 0x1), FILETYPE(Kind.INCOMPATIBLE, 0x2), NEEDS_RECOVERY(Kind.INCOMPATIBLE, 0x4),
    JOURNAL_DEV(Kind.INCOMPATIBLE, 0x8), META_BG(Kind.INCOMPATIBLE, 0x10), EXTENT(Kind.INCOMPATIBLE, 0x40),
    BITS_64(Kind.INCOMPATIBLE, 0x80), MMP(Kind.INCOMPATIBLE, 0x100), FLEX_BG(Kind.INCOMPATIBLE, 0x200),
    EA_INODE(Kind.INCOMPATIBLE, 0x400), DIRDATA(Kind.INCOMPATIBLE, 0x1000),
    METADATA_CSUM_SEED(Kind.INCOMPATIBLE, 0x2000), LARGE_DIR(Kind.INCOMPATIBLE, 0x4000),
    INLINE_DATA(Kind.INCOMPATIBLE, 0x8000), ENCRYPT(Kind.INCOMPATIBLE, 0x10000), CASEFOLD(Kind.INCOMPATIBLE, 0x20000),
    SPARSE_SUPER(Kind.READ_ONLY, 0x1), LARGE_FILE(Kind.READ_ONLY, 0x2), HUGE_FILE(Kind.READ_ONLY, 0x8),
    UNINIT_BG(Kind.READ_ONLY, 0x10), DIR_NLINK(Kind.READ_ONLY, 0x20), EXTRA_ISIZE(Kind.READ_ONLY, 0x40),
    QUOTA(Kind.READ_ONLY, 0x100), BIGALLOC(Kind.READ_ONLY, 0x200), METADATA_CSUM(Kind.READ_ONLY, 0x400),
    READONLY(Kind.READ_ONLY, 0x1000), PROJECT(Kind.READ_ONLY, 0x2000), VERITY(Kind.READ_ONLY, 0x8000),
    ORPHAN_PRESENT(Kind.READ_ONLY, 0x10000);

    /** What one that does not know a feature may still do: everything, nothing, or read. */
    enum Kind { COMPATIBLE, INCOMPATIBLE, READ_ONLY }

    private final Kind kind;
    private final int bit;

    ExtFeature(Kind kind, int bit) {
        this.kind = kind;
        this.bit = bit;
    }

    Kind kind() {
        return kind;
    }

    int bit() {
        return bit;
    }

    /** {@code metadata_csum}, {@code 64bit}. */
    public String word() {
        return this == BITS_64 ? "64bit" : name().toLowerCase(Locale.ROOT);
    }

    /** The feature of this name; empty when there is none. */
    public static Optional<ExtFeature> named(String word) {
        for (ExtFeature feature : values()) {
            if (feature.word().equals(word) || feature.name().replace("_", "").equalsIgnoreCase(word)) {
                return Optional.of(feature);
            }
        }
        return word.equals("extents") ? Optional.of(EXTENT) : Optional.empty();
    }

    /** The bits of those of one kind. */
    static int bits(Set<ExtFeature> features, Kind kind) {
        int bits = 0;
        for (ExtFeature feature : features) {
            bits |= feature.kind == kind ? feature.bit : 0;
        }
        return bits;
    }

    /** Those whose bits are set; bits that no feature has are left out. */
    static Set<ExtFeature> of(Kind kind, long bits) {
        Set<ExtFeature> features = EnumSet.noneOf(ExtFeature.class);
        for (ExtFeature feature : values()) {
            if (feature.kind == kind && (bits & feature.bit) != 0) {
                features.add(feature);
            }
        }
        return features;
    }

    /** The bits of a kind that belong to no feature known here. */
    static long unknown(Kind kind, long bits) {
        return bits & ~(bits(EnumSet.allOf(ExtFeature.class), kind) & 0xffffffffL);
    }
}
