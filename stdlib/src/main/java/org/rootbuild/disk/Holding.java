package org.rootbuild.disk;

import java.util.Objects;
import org.rootbuild.volume.Volume;

/** What a partition holds. */
public sealed interface Holding {
    /** Files, for a filesystem to be made of; boot loaders may add some. */
    record Files(TreeUnion union) implements Holding {
        public Files {
            Objects.requireNonNull(union);
        }
    }

    /** Bytes as they are, from the partition's first on. The volume is the caller's to close. */
    record Bytes(Volume volume) implements Holding {
        public Bytes {
            Objects.requireNonNull(volume);
        }
    }
}
