package org.rootbuild.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.partition.Mbr;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Changes a disk: files in the filesystems of its partitions, partitions by sector, places and sizes. When something
 * fails half-way, what is on the volume must be thrown away, which the edit of an image does.
 */
public final class DiskEditor {
    /** Ends of partitions that nobody chose are multiples of this, as disks with blocks of 4096 bytes want them. */
    private static final int END_BYTES = 4096;
    /** What is moved at once where the old and the new place overlap by almost everything. */
    private static final int MOVED_BYTES = 1 << 20;
    private static final long FAR_BYTES = 64 << 20;
    /** What the backup of a usual GPT takes at most. */
    private static final long BACKUP_SECTORS = 33;

    private final Volume disk;
    private final DiskParts parts;
    private final Activity activity;

    public DiskEditor(Volume disk, Activity activity) {
        this.disk = disk;
        this.parts = new DiskParts(disk);
        this.activity = activity;
    }

    /** What is to be done in a filesystem. */
    @FunctionalInterface
    public interface Change {
        void make(Filesystem.Edit tree) throws IOException, InterruptedException;
    }

    /** Changes the files of a partition. */
    public void files(String partition, Change change) throws IOException, InterruptedException {
        Filesystem.Edit edit = parts.filesystem(partition).edit();
        change.make(edit);
        edit.finish();
    }

    /**
     * Puts the bytes of a volume into a partition, in place of all that is there; what is left of it becomes zeros.
     *
     * @throws Failure when they are more than it holds
     */
    public void put(Volume from, String partition) throws IOException {
        Volume to = parts.volume(partition);
        if (from.sizeBytes() > to.sizeBytes()) {
            throw new Failure("partition " + partition + " holds " + to.sizeBytes() + " bytes, and " + from.sizeBytes()
                + " should go into it", "Make it larger first, or take a smaller one.");
        }
        to.copy(0, from, new Range(0, from.sizeBytes()));
        to.zero(new Range(from.sizeBytes(), to.sizeBytes() - from.sizeBytes()));
        if (!DiskParts.isWhole(partition)) {
            FilesystemPlace.tell(to, parts.partition(partition).firstSector());
        }
    }

    /**
     * Makes the last partition and its filesystem as large as the disk, which may have become larger since its table
     * was written. A disk that is not divided has its filesystem grown.
     *
     * @return the partition that grew, or 0
     */
    public int grow() throws IOException, InterruptedException {
        Optional<PartitionTable> found = PartitionTable.find(disk);
        if (found.isEmpty()) {
            if (Filesystems.open(disk).isEmpty()) {
                String kind = DiskParts.filesystemOf(disk, "0").facts().kind();
                throw new Failure("a filesystem of the kind " + kind + " is not made larger", "Make it anew.");
            }
            Filesystems.grow(disk, activity);
            return 0;
        }
        PartitionTable old = found.get();
        PartitionTable table = old.onDiskOf(disk.sizeBytes() / old.sectorSize());
        Partition last = table.contentPartitions().stream().max(Comparator.comparingLong(Partition::firstSector))
            .orElseThrow(() -> new Failure("the disk has no partition that could grow", "Add one."));
        long end = alignedEnd(table);
        if (end < last.endSector()) {
            end = last.endSector();
        }
        PartitionTable grown = withGrownExtended(table, last, end)
            .replace(last.withPlace(last.firstSector(), end - last.firstSector()));
        Partition larger = grown.partition(last.number()).orElseThrow();
        ContentGrowth growth = new ContentGrowth(old.open(disk, last), "partition " + last.number());
        growth.check(larger.sectorCount() * grown.sectorSize());
        zeroOldBackup(old, table);
        grown.write(disk);
        disk.zero(new Range(last.endSector() * table.sectorSize(),
            (larger.endSector() - last.endSector()) * table.sectorSize()));
        if (larger.sectorCount() > last.sectorCount()) {
            growth.grow(grown.open(disk, larger), activity);
        } else {
            ContentGrowth.content(DiskParts.data(grown.open(disk, larger)), "partition " + last.number(), activity);
        }
        return last.number();
    }

    private static long alignedEnd(PartitionTable table) {
        long sectors = Math.max(1, END_BYTES / table.sectorSize());
        return (table.lastUsableSector() + 1) / sectors * sectors;
    }

    /** A logical partition can only grow inside of the extended one. */
    private static PartitionTable withGrownExtended(PartitionTable table, Partition last, long end) throws Failure {
        if (table instanceof Mbr mbr && mbr.logical().contains(last)) {
            Partition extended = mbr.extended().orElseThrow();
            return table.replace(extended.withPlace(extended.firstSector(),
                Math.max(extended.endSector(), end) - extended.firstSector()));
        }
        return table;
    }

    /** A copy of the table in the middle of the disk would only mislead who looks for one. */
    private void zeroOldBackup(PartitionTable old, PartitionTable table) throws IOException {
        if (old.kind().equals("gpt") && table.lastUsableSector() > old.lastUsableSector()) {
            long first = old.lastUsableSector() + 1;
            long count = Math.min(BACKUP_SECTORS, table.lastUsableSector() - first);
            boolean isFree = old.contentPartitions().stream().allMatch(one -> one.endSector() <= first);
            if (isFree && count > 0) {
                disk.zero(new Range(first * old.sectorSize(), count * old.sectorSize()));
            }
        }
    }

    /**
     * Gives a partition another place or size, with what it holds. It may overlap its old place, and nothing else. Its
     * filesystem grows with it.
     *
     * @throws Failure when it cannot be there, or what it holds does not fit
     */
    public void move(String called, long firstSector, long sectorCount) throws IOException, InterruptedException {
        PartitionTable table = parts.table();
        Partition old = parts.partition(called);
        Partition moved = old.withPlace(firstSector, sectorCount);
        PartitionTable next = table.replace(moved);
        Volume from = table.open(disk, old);
        long keptBytes = keptBytes(from, old, sectorCount * table.sectorSize());
        Volume to = next.open(disk, moved);
        ContentGrowth growth = new ContentGrowth(from, "partition " + old.number());
        growth.check(to.sizeBytes());
        leaveWhatLiesInFront(table, moved);
        BootPlaces boots = boots(table, old, moved, keptBytes);
        if (firstSector != old.firstSector()) {
            shift(old.bytes(table.sectorSize()).at(), moved.bytes(table.sectorSize()).at(), keptBytes);
            zeroLeft(old.bytes(table.sectorSize()), moved.bytes(table.sectorSize()));
        }
        if (to.sizeBytes() > keptBytes) {
            to.zero(new Range(keptBytes, to.sizeBytes() - keptBytes));
        }
        next.write(disk);
        FilesystemPlace.tell(to, firstSector);
        if (sectorCount > old.sectorCount()) {
            growth.grow(to, activity);
        }
        boots.write(disk);
    }

    /** Boot sectors that look for something in the partition have to be told. */
    private BootPlaces boots(PartitionTable table, Partition old, Partition moved, long keptBytes) throws IOException {
        int sectorSize = table.sectorSize();
        Range place = old.bytes(sectorSize);
        List<BootPlaces.Kept> sectors = new ArrayList<>();
        sectors.add(new BootPlaces.Kept(new Range(0, sectorSize), 0));
        table.contentPartitions().forEach(one -> sectors.add(new BootPlaces.Kept(one.bytes(sectorSize),
            (one.number() == old.number() ? moved : one).bytes(sectorSize).at())));
        Range target = moved.bytes(sectorSize);
        long front = Math.min(place.at(), target.at());
        long behind = Math.max(place.end(), target.end());
        return BootPlaces.of(disk, sectors, List.of(new BootPlaces.Kept(new Range(0, front), 0),
            new BootPlaces.Kept(new Range(behind, disk.sizeBytes() - behind), behind),
            new BootPlaces.Kept(new Range(place.at(), keptBytes), target.at())));
    }

    /** In front of the first partition boot loaders lie that no table tells of. Free space elsewhere is free. */
    private void leaveWhatLiesInFront(PartitionTable table, Partition moved) throws IOException {
        int sectorSize = table.sectorSize();
        Range target = moved.bytes(sectorSize);
        long first = table.contentPartitions().stream().mapToLong(one -> one.bytes(sectorSize).at()).min()
            .orElse(target.at());
        if (target.at() >= first) {
            return;
        }
        long used = new LastData(disk.window(new Range(target.at(), Math.min(first, target.end()) - target.at())))
            .endBytes();
        if (used > 0) {
            long last = (target.at() + used - 1) / sectorSize;
            throw new Failure("partition " + moved.number() + " cannot begin at sector " + moved.firstSector()
                + ": there is something in front of the first partition, up to sector " + last
                + ", which a boot loader may be", "Let it begin at sector " + (last + 1) + " or behind.");
        }
    }

    /** How much of the old partition goes along; all of it, or as much as its filesystem says it is. */
    private static long keptBytes(Volume from, Partition old, long newBytes) throws IOException {
        if (newBytes >= from.sizeBytes()) {
            return from.sizeBytes();
        }
        Optional<Filesystem> filesystem = DiskParts.isArrayMember(from) ? Optional.empty() : Filesystems.open(from);
        if (filesystem.isPresent() && filesystem.get().facts().sizeBytes() <= newBytes) {
            return filesystem.get().facts().sizeBytes();
        }
        throw new Failure("partition " + old.number() + " cannot become smaller than what it holds: "
            + filesystem.map(one -> one.facts().kind() + ", " + one.facts().sizeBytes() + " bytes")
                .orElse("nothing whose size is known here"), "Make it smaller first: rootbuild image resize, or"
            + " resize " + old.number() + ", size: … in a recipe.");
    }

    /** Copies a range that may overlap its target: downwards from its start, upwards from its end. */
    private void shift(long from, long to, long lengthBytes) throws IOException {
        if (to < from) {
            disk.copy(to, disk, new Range(from, lengthBytes));
            return;
        }
        boolean isFar = to - from >= MOVED_BYTES;
        long step = isFar ? Math.min(to - from, FAR_BYTES) : MOVED_BYTES;
        for (long left = lengthBytes; left > 0; left -= Math.min(left, step)) {
            long at = Math.max(0, left - step);
            if (isFar) {
                disk.copy(to + at, disk, new Range(from + at, left - at));
            } else {
                disk.write(to + at, disk.read(from + at, (int) (left - at)));
            }
        }
    }

    private void zeroLeft(Range old, Range moved) throws IOException {
        long before = Math.min(old.end(), moved.at());
        if (before > old.at()) {
            disk.zero(new Range(old.at(), before - old.at()));
        }
        long behind = Math.max(old.at(), moved.end());
        if (old.end() > behind) {
            disk.zero(new Range(behind, old.end() - behind));
        }
    }
}
