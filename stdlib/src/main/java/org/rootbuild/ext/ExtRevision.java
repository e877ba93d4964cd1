package org.rootbuild.ext;

import java.util.EnumSet;
import java.util.Set;

/** The three that people name, each with the features that {@code mke2fs} gives it. */
public enum ExtRevision {
    EXT2, EXT3, EXT4;

    private static final Set<ExtFeature> BASE = EnumSet.of(ExtFeature.SPARSE_SUPER, ExtFeature.LARGE_FILE,
        ExtFeature.FILETYPE, ExtFeature.RESIZE_INODE, ExtFeature.DIR_INDEX, ExtFeature.EXT_ATTR);
    private static final Set<ExtFeature> NEWEST = EnumSet.of(ExtFeature.EXTENT, ExtFeature.HUGE_FILE,
        ExtFeature.FLEX_BG, ExtFeature.METADATA_CSUM, ExtFeature.BITS_64, ExtFeature.DIR_NLINK, ExtFeature.EXTRA_ISIZE);

    /** {@code ext4}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Set<ExtFeature> features() {
        Set<ExtFeature> features = EnumSet.copyOf(BASE);
        if (this != EXT2) {
            features.add(ExtFeature.HAS_JOURNAL);
        }
        if (this == EXT4) {
            features.addAll(NEWEST);
        }
        return features;
    }

    /** How many names an inode may have; the driver of ext2 alone stops earlier. */
    int linksLimit() {
        return this == EXT2 ? 32000 : 65000;
    }
}
