package org.rootbuild.image;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Start;

/**
 * How a disk with its partitions is to become another one. Partitions that no change names keep place and size.
 *
 * @param diskBytes of the new disk; as large as the old one where it is empty
 * @param changes   at most one for each partition
 * @param mayCut    whether content that is not understood may be cut off behind its last byte that is not zero
 */
public record Relayout(OptionalLong diskBytes, List<Change> changes, boolean mayCut) {
    public Relayout {
        Objects.requireNonNull(diskBytes);
        changes = List.copyOf(changes);
    }

    /**
     * What becomes of one partition.
     *
     * @param partition its number, or its name in a GPT
     * @param start     where it begins; {@link Start.Next} is behind the one that the change before it names, or the last
     *                  of those that keep their places
     * @param extent    how far it reaches; {@link Extent.Rest} is up to the next one, or the disk's end
     */
    public record Change(String partition, Optional<Start> start, Optional<Extent> extent) {
        public Change {
            Objects.requireNonNull(partition);
            Objects.requireNonNull(start);
            Objects.requireNonNull(extent);
        }
    }
}
