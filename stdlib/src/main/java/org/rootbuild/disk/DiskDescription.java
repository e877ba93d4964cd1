package org.rootbuild.disk;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.loader.Loader;
import org.rootbuild.partition.LayoutRequest;

/**
 * A disk that is to be made.
 *
 * @param layout     how it is divided, without the partitions' requests
 * @param partitions in the order in which they stand on it; exactly one where it is not divided
 * @param divided    whether it has a partition table
 * @param hybrid     names of the partitions that a GPT shows in its MBR too
 * @param loaders    in the order in which they are installed
 */
public record DiskDescription(LayoutRequest layout, List<PartitionDescription> partitions, boolean divided,
                              List<String> hybrid, List<Loader> loaders) {
    public DiskDescription {
        Objects.requireNonNull(layout);
        partitions = List.copyOf(partitions);
        hybrid = List.copyOf(hybrid);
        loaders = List.copyOf(loaders);
        if (!divided && !loaders.isEmpty()) {
            throw new IllegalArgumentException("a boot loader needs a partition table");
        }
        if (!divided && partitions.size() != 1) {
            throw new IllegalArgumentException("a disk without a table holds one thing, not " + partitions.size());
        }
    }

    Optional<PartitionDescription> partition(String name) {
        return partitions.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
