package org.rootbuild.partition;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * The partition table of a disk. Immutable: each change answers another table, and {@link #write} brings one to a disk.
 * What was read and has no meaning here (reserved fields, unknown entries, odd CHS values) is written as it was, and
 * boot code is never touched.
 *
 * <p>Sectors are the disk's logical sectors, of 512 or 4096 bytes.
 */
public sealed interface PartitionTable permits Mbr, Gpt {
    /** What it takes to be told apart: a table is not looked for with other sector sizes. */
    List<Integer> SECTOR_SIZES = List.of(512, 4096);

    /**
     * Reads the table of a disk.
     *
     * @return empty when there is none, also where the first sector is that of a filesystem
     * @throws Failure when there is one that is damaged beyond what {@link #notes} tells
     */
    static Optional<PartitionTable> read(Volume disk, int sectorSize) throws IOException {
        DiskShape shape = DiskShape.of(disk, sectorSize);
        Optional<Gpt> gpt = GptReader.read(disk, shape);
        return gpt.isPresent() ? Optional.of(gpt.get()) : MbrReader.read(disk, shape).map(mbr -> mbr);
    }

    /**
     * Reads the table of a disk whose sector size nobody knows: a GPT says by its place which it is, an MBR by what is
     * where it says that a partition begins. Where nothing is, sectors have 512 bytes.
     */
    static Optional<PartitionTable> find(Volume disk) throws IOException {
        return read(disk, SectorSize.of(disk));
    }

    /** {@code mbr} or {@code gpt}. */
    String kind();

    /** Sorted by number. On an MBR with logical partitions the extended one that holds them is among them. */
    List<Partition> partitions();

    int sectorSize();

    /** Of the whole disk. */
    long diskSectors();

    long firstUsableSector();

    long lastUsableSector();

    /** The disk's own: a UUID in lower case, or the eight digits of an MBR's signature. */
    String diskId();

    /** What Linux calls it in {@code root=PARTUUID=…}. */
    String partUuid(Partition partition);

    /** What is not as it should be, yet leaves no doubt about the partitions: one sentence each. */
    List<String> notes();

    /** @throws Failure when it does not fit to what is there; everything that is wrong is in its message */
    PartitionTable add(Partition partition) throws Failure;

    /** On an MBR the logical partitions behind a removed one move up by one number. */
    PartitionTable remove(int number) throws Failure;

    /** Exchanges the partition of the same number: another place, size, type, name, flags. */
    PartitionTable replace(Partition partition) throws Failure;

    /**
     * The same table on a disk of another size.
     *
     * @throws Failure when a partition would be outside of it
     */
    PartitionTable onDiskOf(long sectors) throws Failure;

    /**
     * The same table with the same partitions at other places, all at once, on a disk of that many sectors.
     *
     * @param partitions all that it has, by their numbers
     * @throws Failure when they cannot be there together
     */
    PartitionTable relaid(List<Partition> partitions, long sectors) throws Failure;

    /** The least number that a partition can be added with; empty when the table is full. */
    Optional<Integer> freeNumber();

    /**
     * Writes it, and with it the copies and marks that belong to it; nothing else of the disk changes.
     *
     * @throws Failure when the disk has another size than the table was made for
     */
    void write(Volume disk) throws IOException;

    /**
     * Writes it as the first table that counts: headers that a GPT left on the disk would be mended by some tools, and
     * have them take the disk for what it was before.
     */
    default void writeNew(Volume disk) throws IOException {
        GptReader.clearHeaders(disk);
        write(disk);
    }

    default Optional<Partition> partition(int number) {
        return partitions().stream().filter(one -> one.number() == number).findFirst();
    }

    /** Those that hold something: all but an extended partition. */
    default List<Partition> contentPartitions() {
        return partitions().stream().filter(one -> !(this instanceof Mbr && one.type().isExtended())).toList();
    }

    /** A partition's bytes as a volume. */
    default Volume open(Volume disk, Partition partition) throws Failure {
        return disk.window(partition.bytes(sectorSize()));
    }

    /** Runs of sectors, as places on the disk in bytes, that no partition and no part of the table takes. */
    default List<Range> gaps() {
        return Gaps.of(this);
    }
}
