package org.rootbuild.iso;

import java.util.Objects;
import org.rootbuild.tree.Content;

/** Where the bytes are that a firmware loads. */
public sealed interface BootImage {
    /** A file of the tree; its first bytes are changed where it wants to know its place. */
    record InTree(String path) implements BootImage {
        public InTree {
            if (path.isEmpty()) {
                throw new IllegalArgumentException("no path of a boot image");
            }
        }
    }

    /** Bytes inside of the filesystem that no name leads to. */
    record Hidden(Content content) implements BootImage {
        public Hidden {
            Objects.requireNonNull(content);
        }
    }

    /**
     * Bytes behind the filesystem, which partitions lead to.
     *
     * @param number as the setup's partitions and boot entries name it; 1 or more, not the number of a partition
     */
    record Appended(int number, Content content) implements BootImage {
        public Appended {
            Objects.requireNonNull(content);
            if (number < 1) {
                throw new IllegalArgumentException("not a number of an appended image: " + number);
            }
        }
    }
}
