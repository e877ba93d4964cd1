package org.rootbuild.partition;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A partition as a recipe wants it. Texts are taken as they were written: what is wrong with them is found together
 * with all else, by {@link LayoutRequest#solve}.
 *
 * @param name        what people call it; a GPT stores it, an MBR does not
 * @param number      where it must have a certain one
 * @param type        a name, {@code 0x83} or a UUID; Linux' where nothing is said
 * @param uuid        for a GPT; made from the disk's, its place in the list and its name where nothing is said
 * @param flags       words of {@link PartitionFlag}
 * @param role        whether it is to be a primary or a logical partition of an MBR, or none of any table
 * @param neededBytes what its contents need; 0 where that does not matter
 */
public record PartitionRequest(String name, OptionalInt number, Optional<String> type, Start start, Extent extent,
                               Optional<String> uuid, List<String> flags, Role role, long neededBytes) {
    /** On an MBR. */
    public enum Role {
        /** Primary as long as there are entries for it, else logical. */
        ANY, PRIMARY, LOGICAL,
        /** No partition at all: bytes that have a place on the disk and no entry in its table, whatever that is. */
        OUTSIDE
    }

    public PartitionRequest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(number);
        Objects.requireNonNull(type);
        Objects.requireNonNull(start);
        Objects.requireNonNull(extent);
        Objects.requireNonNull(uuid);
        Objects.requireNonNull(role);
        flags = List.copyOf(flags);
    }

    /** One that follows the one before it and takes the rest. */
    public static PartitionRequest named(String name) {
        return new PartitionRequest(name, OptionalInt.empty(), Optional.empty(), new Start.Next(), new Extent.Rest(),
            Optional.empty(), List.of(), Role.ANY, 0);
    }

    /** Bytes outside of all partitions, such as a boot loader that a board reads from a certain sector on. */
    public static PartitionRequest outside(String name, Start start, Extent extent) {
        return new PartitionRequest(name, OptionalInt.empty(), Optional.empty(), start, extent, Optional.empty(),
            List.of(), Role.OUTSIDE, 0);
    }

    public boolean isOutside() {
        return role == Role.OUTSIDE;
    }

    public PartitionRequest withNumber(int other) {
        return new PartitionRequest(name, OptionalInt.of(other), type, start, extent, uuid, flags, role, neededBytes);
    }

    public PartitionRequest withType(String other) {
        return new PartitionRequest(name, number, Optional.of(other), start, extent, uuid, flags, role, neededBytes);
    }

    public PartitionRequest withStart(Start other) {
        return new PartitionRequest(name, number, type, other, extent, uuid, flags, role, neededBytes);
    }

    public PartitionRequest withExtent(Extent other) {
        return new PartitionRequest(name, number, type, start, other, uuid, flags, role, neededBytes);
    }

    public PartitionRequest withUuid(String other) {
        return new PartitionRequest(name, number, type, start, extent, Optional.of(other), flags, role, neededBytes);
    }

    public PartitionRequest withFlags(List<String> others) {
        return new PartitionRequest(name, number, type, start, extent, uuid, others, role, neededBytes);
    }

    public PartitionRequest withRole(Role other) {
        return new PartitionRequest(name, number, type, start, extent, uuid, flags, other, neededBytes);
    }

    public PartitionRequest withNeededBytes(long other) {
        return new PartitionRequest(name, number, type, start, extent, uuid, flags, role, other);
    }
}
