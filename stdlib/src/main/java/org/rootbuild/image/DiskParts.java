package org.rootbuild.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.Volume;

/**
 * The parts of a disk by what people call them: a partition's number or the name that a GPT gives it; {@code 0} is the
 * disk as a whole, for one that is not divided.
 */
public final class DiskParts {
    private final Volume disk;

    public DiskParts(Volume disk) {
        this.disk = disk;
    }

    /** @throws Failure when there is none */
    public PartitionTable table() throws IOException {
        return PartitionTable.find(disk).orElseThrow(() -> new Failure("the disk is not divided into partitions",
            "Say 0 for the disk as a whole."));
    }

    /** @throws Failure when there is no such partition, with those that there are */
    public Partition partition(String called) throws IOException {
        return partition(table(), called);
    }

    static Partition partition(PartitionTable table, String called) throws Failure {
        OptionalInt number = number(called);
        List<Partition> found = table.contentPartitions().stream()
            .filter(one -> number.isPresent() ? one.number() == number.getAsInt() : one.name().equals(called)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new Failure(found.isEmpty() ? "there is no partition '" + called + "'"
            : "several partitions are called '" + called + "'", "There are: " + shown(table) + ".");
    }

    private static String shown(PartitionTable table) {
        return table.contentPartitions().isEmpty() ? "none" : table.contentPartitions().stream()
            .map(one -> one.number() + (one.name().isEmpty() ? "" : " ('" + one.name() + "')"))
            .collect(Collectors.joining(", "));
    }

    private static OptionalInt number(String called) {
        return called.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(called)) : OptionalInt.empty();
    }

    static boolean isWhole(String called) {
        return called.equals("0");
    }

    /** The bytes of a partition, or with {@code 0} of the disk. */
    public Volume volume(String called) throws IOException {
        return isWhole(called) ? disk : table().open(disk, partition(called));
    }

    /**
     * The filesystem of a partition; of a member of a mirror, the one that the array holds.
     *
     * @throws Failure when it is damaged, or none that is known
     */
    public Filesystem filesystem(String called) throws IOException {
        return filesystemOf(volume(called), called);
    }

    static Filesystem filesystemOf(Volume volume, String called) throws IOException {
        return Filesystems.read(data(volume)).orElseThrow(() -> new Failure((isWhole(called) ? "the disk"
            : "partition " + called) + " holds no filesystem that is known here",
            Filesystems.KNOWN + " are; of others, take the partition out as a whole and mount that."));
    }

    /** What an array of one disk, or a mirror, would show; the volume itself where it is no member of an array. */
    static Volume data(Volume volume) throws IOException {
        Optional<MdSuperblock> member = MdSuperblock.read(volume);
        boolean isWhole = member.filter(one -> one.array().level() == 1 || one.array().raidDisks() == 1).isPresent();
        return isWhole ? member.get().data(volume) : volume;
    }

    static boolean isArrayMember(Volume volume) throws IOException {
        return MdSuperblock.read(volume).isPresent();
    }
}
