package org.rootbuild.partition;

import java.util.Optional;
import java.util.UUID;

/** A wanted partition on its way to a place; one is used by one solver only. */
final class Wish {
    final int index;
    final PartitionRequest request;
    PartitionType type = PartitionType.LINUX;
    PartitionFlags flags = PartitionFlags.NONE;
    Optional<UUID> uuid = Optional.empty();
    int number;
    long first;
    long count;
    /** It has no place that others could be measured against. */
    boolean isLost;

    private final boolean onMbr;

    Wish(int index, PartitionRequest request, TableKind kind) {
        this.index = index;
        this.request = request;
        this.onMbr = kind == TableKind.MBR;
    }

    long end() {
        return first + count;
    }

    boolean isOutside() {
        return request.isOutside();
    }

    boolean isLogical() {
        return onMbr && number >= Partition.FIRST_LOGICAL;
    }

    /** How sentences speak of it. */
    String spoken() {
        if (request.isOutside()) {
            return "the content '" + request.name() + "' outside of partitions";
        }
        return request.name().isEmpty() ? "the partition named as number " + (index + 1)
            : "the partition '" + request.name() + "'";
    }

    Partition partition(TableKind kind) {
        boolean gpt = kind == TableKind.GPT;
        return new Partition(number, gpt ? request.name() : "", first, count, type,
            gpt ? uuid : Optional.empty(), flags);
    }
}
