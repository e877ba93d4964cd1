package org.rootbuild.partition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A disk as a recipe wants it.
 *
 * @param diskBytes      empty where the partitions decide
 * @param sectorSize     512 or 4096
 * @param alignmentBytes what partitions without a place of their own begin at multiples of; usually 1 MiB
 * @param diskId         a UUID for a GPT, eight hexadecimal digits for an MBR; made from all the rest where nothing
 *                       is said
 * @param partitions     in the order in which they stand on the disk, but for those with a place of their own
 */
public record LayoutRequest(TableKind kind, OptionalLong diskBytes, int sectorSize, long alignmentBytes,
                            Optional<String> diskId, List<PartitionRequest> partitions) {
    public static final long USUAL_ALIGNMENT_BYTES = 1 << 20;

    public LayoutRequest {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(diskBytes);
        Objects.requireNonNull(diskId);
        partitions = List.copyOf(partitions);
    }

    /** With sectors of 512 bytes and the usual alignment. */
    public static LayoutRequest of(TableKind kind, OptionalLong diskBytes, List<PartitionRequest> partitions) {
        return new LayoutRequest(kind, diskBytes, 512, USUAL_ALIGNMENT_BYTES, Optional.empty(), partitions);
    }

    public LayoutRequest withSectorSize(int other) {
        return new LayoutRequest(kind, diskBytes, other, alignmentBytes, diskId, partitions);
    }

    public LayoutRequest withAlignment(long otherBytes) {
        return new LayoutRequest(kind, diskBytes, sectorSize, otherBytes, diskId, partitions);
    }

    public LayoutRequest withDiskId(String other) {
        return new LayoutRequest(kind, diskBytes, sectorSize, alignmentBytes, Optional.of(other), partitions);
    }

    /** Finds a place for everything, and everything that is wrong. Always ends, and never throws for what is asked. */
    public Layout solve() {
        return new LayoutSolver(this).solve();
    }
}
