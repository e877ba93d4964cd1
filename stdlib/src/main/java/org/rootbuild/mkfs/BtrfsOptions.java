package org.rootbuild.mkfs;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * How a btrfs is made.
 *
 * @param label      at most 255 bytes of UTF-8 in one line; empty for none
 * @param subvolumes folders of the tree that become subvolumes; needs a mkfs.btrfs of version 6.12 or later
 */
public record BtrfsOptions(String label, UUID uuid, List<String> subvolumes) {
    private static final int LABEL_BYTES = 255;

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    public BtrfsOptions {
        if (label.getBytes(StandardCharsets.UTF_8).length > LABEL_BYTES || label.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("the label of a btrfs is one line of at most 255 bytes, not '" + label
                + "'");
        }
        if (uuid.getMostSignificantBits() == 0 && uuid.getLeastSignificantBits() == 0) {
            throw new IllegalArgumentException("a UUID of zeros stands for none");
        }
        subvolumes = List.copyOf(subvolumes);
    }

    public static BtrfsOptions of(String label, UUID uuid) {
        return new BtrfsOptions(label, uuid, List.of());
    }
}
