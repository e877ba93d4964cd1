package org.rootbuild.disk;

import java.util.Objects;
import java.util.Optional;
import org.rootbuild.partition.PartitionRequest;

/**
 * A partition that is to be made, or bytes that lie outside of all partitions.
 *
 * @param name      what the recipe calls it
 * @param request   where and as what; its extent is replaced where there is an allowance
 * @param allowance where the content decides how big it becomes
 * @param format    what its files become; without one it holds bytes or nothing
 * @param raid      where it is a member of an array, in which all else lies
 */
public record PartitionDescription(String name, PartitionRequest request, Optional<Allowance> allowance,
                                   Optional<Formatting> format, Optional<RaidMember> raid, Holding holding) {
    public PartitionDescription {
        Objects.requireNonNull(name);
        Objects.requireNonNull(request);
        Objects.requireNonNull(allowance);
        Objects.requireNonNull(format);
        Objects.requireNonNull(raid);
        Objects.requireNonNull(holding);
    }
}
