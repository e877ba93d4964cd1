package org.rootbuild.partition;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.rootbuild.volume.Range;

/**
 * A partition of a table.
 *
 * @param number      from 1; on an MBR 1 to 4 are its own entries and logical partitions count from 5
 * @param name        of its GPT entry; empty on an MBR, which stores none
 * @param firstSector counted from the disk's start, in logical sectors, for logical partitions too
 * @param sectorCount at least 1
 * @param uuid        of its GPT entry; empty on an MBR
 */
public record Partition(int number, String name, long firstSector, long sectorCount, PartitionType type,
                        Optional<UUID> uuid, PartitionFlags flags) {
    static final int FIRST_LOGICAL = 5;

    public Partition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(uuid);
        Objects.requireNonNull(flags);
        if (number < 1 || firstSector < 0 || sectorCount < 1 || firstSector + sectorCount < 0) {
            throw new IllegalArgumentException("no partition: number " + number + ", " + sectorCount + " sectors at "
                + firstSector);
        }
    }

    public long lastSector() {
        return firstSector + sectorCount - 1;
    }

    /** The first sector behind it. */
    public long endSector() {
        return firstSector + sectorCount;
    }

    /** Where its bytes are on the disk. */
    public Range bytes(int sectorSize) {
        return new Range(Math.multiplyExact(firstSector, sectorSize), Math.multiplyExact(sectorCount, sectorSize));
    }

    public boolean overlaps(Partition other) {
        return firstSector < other.endSector() && other.firstSector < endSector();
    }

    public Partition withNumber(int other) {
        return new Partition(other, name, firstSector, sectorCount, type, uuid, flags);
    }

    public Partition withName(String other) {
        return new Partition(number, other, firstSector, sectorCount, type, uuid, flags);
    }

    public Partition withPlace(long otherFirst, long otherCount) {
        return new Partition(number, name, otherFirst, otherCount, type, uuid, flags);
    }

    public Partition withType(PartitionType other) {
        return new Partition(number, name, firstSector, sectorCount, other, uuid, flags);
    }

    public Partition withUuid(UUID other) {
        return new Partition(number, name, firstSector, sectorCount, type, Optional.of(other), flags);
    }

    public Partition withFlags(PartitionFlags other) {
        return new Partition(number, name, firstSector, sectorCount, type, uuid, other);
    }

    /** How sentences speak of it. */
    String spoken() {
        return "partition " + number + (name.isEmpty() ? "" : " ('" + name + "')");
    }
}
