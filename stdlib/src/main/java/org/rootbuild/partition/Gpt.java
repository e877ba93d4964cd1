package org.rootbuild.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/**
 * A GUID partition table (UEFI 2.10, chapter 5): a protective MBR, a header and an array of entries at the start of the
 * disk, the same again at its end. Reading takes the copy that is whole; writing writes both.
 */
public final class Gpt implements PartitionTable {
    private final DiskShape disk;
    private final GptHeader header;
    private final long backupEntries;
    private final byte[] entries;
    private final ProtectiveMbr mbr;
    private final List<Partition> partitions;
    private final List<String> notes;

    /** @param header the primary one's, {@code other()} is where the backup is */
    Gpt(DiskShape disk, GptHeader header, long backupEntries, byte[] entries, ProtectiveMbr mbr, List<String> notes) {
        this.disk = disk;
        this.header = header;
        this.backupEntries = backupEntries;
        this.entries = entries;
        this.mbr = mbr;
        this.partitions = IntStream.range(0, header.entryCount())
            .filter(slot -> GptEntry.isUsed(entries, slot * header.entryBytes()))
            .mapToObj(slot -> GptEntry.read(entries, slot * header.entryBytes(), slot + 1)).toList();
        this.notes = List.copyOf(notes);
    }

    /**
     * An empty one with room for 128 entries.
     *
     * @throws Failure when the disk is too small for it
     */
    public static Gpt create(long diskSectors, int sectorSize, UUID diskId) throws Failure {
        return create(diskSectors, sectorSize, diskId, GptHeader.USUAL_ENTRIES);
    }

    /** An empty one with room for another number of entries, at least 128 as UEFI wants it. */
    public static Gpt create(long diskSectors, int sectorSize, UUID diskId, int entryCount) throws Failure {
        DiskShape disk = new DiskShape(sectorSize, diskSectors);
        byte[] entries = new byte[Math.multiplyExact(entryCount, GptHeader.LEAST_ENTRY_BYTES)];
        long reserved = reservedSectors(sectorSize, entryCount);
        if (entryCount < GptHeader.USUAL_ENTRIES || entries.length > GptHeader.MOST_ARRAY_BYTES) {
            throw new Failure("a GPT cannot have " + entryCount + " entries",
                "Take " + GptHeader.USUAL_ENTRIES + " to "
                    + GptHeader.MOST_ARRAY_BYTES / GptHeader.LEAST_ENTRY_BYTES + ".");
        }
        if (diskSectors < 2 * reserved + 2) {
            throw new Failure("a disk of " + diskSectors + " sectors is too small for a GPT",
                "Give it at least " + (2 * reserved + 2) + " sectors of " + sectorSize + " bytes.");
        }
        GptHeader header = new GptHeader(GptHeader.REVISION, GptHeader.LEAST_BYTES, 1, diskSectors - 1, reserved + 1,
            diskSectors - 1 - reserved, diskId, 2, entryCount, GptHeader.LEAST_ENTRY_BYTES, 0, new byte[sectorSize]);
        return new Gpt(disk, header, diskSectors - reserved, entries, ProtectiveMbr.create().on(diskSectors),
            List.of());
    }

    /** How many sectors header and entries take at each end of a disk, the protective MBR not counted. */
    static long reservedSectors(int sectorSize, int entryCount) {
        return 1 + GptHeader.sectorsFor(entryCount * GptHeader.LEAST_ENTRY_BYTES, sectorSize);
    }

    @Override
    public String kind() {
        return "gpt";
    }

    @Override
    public List<Partition> partitions() {
        return partitions;
    }

    @Override
    public int sectorSize() {
        return disk.sectorSize();
    }

    @Override
    public long diskSectors() {
        return disk.sectors();
    }

    @Override
    public long firstUsableSector() {
        return header.firstUsable();
    }

    @Override
    public long lastUsableSector() {
        return header.lastUsable();
    }

    @Override
    public String diskId() {
        return header.diskId().toString();
    }

    /** How many partitions it has room for. */
    public int entryCount() {
        return header.entryCount();
    }

    @Override
    public String partUuid(Partition partition) {
        return partition.uuid().orElseThrow().toString();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /** The partitions that stand in the MBR too; none where that is merely protective. */
    public List<Partition> hybrid() {
        return mbr.hybrid(partitions);
    }

    /** Puts up to three partitions into the MBR too, for what knows no GPT. Those flagged legacy-boot become active. */
    public Gpt withHybrid(List<Integer> numbers) throws Failure {
        List<Partition> chosen = new ArrayList<>();
        for (int number : numbers) {
            chosen.add(present(number));
        }
        return new Gpt(disk, header, backupEntries, entries, mbr.withHybrid(chosen), notes);
    }

    @Override
    public Optional<Integer> freeNumber() {
        return IntStream.rangeClosed(1, header.entryCount()).boxed()
            .filter(number -> partition(number).isEmpty()).findFirst();
    }

    @Override
    public Gpt add(Partition partition) throws Failure {
        if (partition.number() > header.entryCount() || partition(partition.number()).isPresent()) {
            throw new Failure("this GPT cannot have another partition " + partition.number(), "Take number "
                + freeNumber().map(String::valueOf).orElse("… of one that you remove first") + ".");
        }
        return with(partition, mbr);
    }

    @Override
    public Gpt replace(Partition partition) throws Failure {
        return with(partition, mbr.following(present(partition.number()), Optional.of(partition)));
    }

    private Gpt with(Partition partition, ProtectiveMbr follows) throws Failure {
        List<Partition> others = partitions.stream().filter(one -> one.number() != partition.number()).toList();
        Conflicts.refuse(GptChecks.problems(partition, others, header));
        byte[] changed = entries.clone();
        GptEntry.write(changed, (partition.number() - 1) * header.entryBytes(), partition);
        return new Gpt(disk, header, backupEntries, changed, follows, List.of());
    }

    @Override
    public Gpt remove(int number) throws Failure {
        Partition old = present(number);
        byte[] changed = entries.clone();
        Arrays.fill(changed, (number - 1) * header.entryBytes(), number * header.entryBytes(), (byte) 0);
        return new Gpt(disk, header, backupEntries, changed, mbr.following(old, Optional.empty()), List.of());
    }

    private Partition present(int number) throws Failure {
        return partition(number).orElseThrow(() -> new Failure("there is no partition " + number,
            "There are: " + String.join(", ", partitions.stream().map(one -> one.number() + "").toList()) + "."));
    }

    @Override
    public Gpt onDiskOf(long sectors) throws Failure {
        DiskShape shape = new DiskShape(disk.sectorSize(), sectors);
        long reserved = 1 + header.entrySectors(disk);
        long last = sectors - 1 - reserved;
        List<String> found = new ArrayList<>(Conflicts.of(partitions, header.firstUsable(), last));
        if (last < header.firstUsable()) {
            found.add("a disk of " + sectors + " sectors has no room for this table");
        }
        Conflicts.refuse(found);
        GptHeader moved = new GptHeader(header.revision(), header.headerBytes(), 1, sectors - 1, header.firstUsable(),
            last, header.diskId(), header.entries(), header.entryCount(), header.entryBytes(), 0, header.raw());
        return new Gpt(shape, moved, last + 1, entries, mbr.on(sectors), List.of());
    }

    @Override
    public Gpt relaid(List<Partition> others, long sectors) throws Failure {
        byte[] changed = entries.clone();
        ProtectiveMbr follows = mbr;
        for (Partition one : others) {
            GptEntry.write(changed, (present(one.number()).number() - 1) * header.entryBytes(), one);
            follows = follows.following(present(one.number()), Optional.of(one));
        }
        return new Gpt(disk, header, backupEntries, changed, follows, List.of()).onDiskOf(sectors);
    }

    public Gpt withDiskId(UUID id) {
        GptHeader named = new GptHeader(header.revision(), header.headerBytes(), 1, header.other(),
            header.firstUsable(), header.lastUsable(), id, header.entries(), header.entryCount(), header.entryBytes(),
            0, header.raw());
        return new Gpt(disk, named, backupEntries, entries, mbr, notes);
    }

    @Override
    public void write(Volume volume) throws IOException {
        disk.match(volume);
        CRC32 crc = new CRC32();
        crc.update(entries);
        GptHeader primary = copy(1, header.other(), header.entries(), (int) crc.getValue());
        GptHeader backup = copy(header.other(), 1, backupEntries, (int) crc.getValue());
        // The backup first: whenever this ends half-way, one of the two is whole.
        disk.write(volume, backupEntries, entries);
        disk.write(volume, header.other(), backup.encode(disk.sectorSize()));
        disk.write(volume, header.entries(), entries);
        disk.write(volume, 1, primary.encode(disk.sectorSize()));
        BootSector.writeTable(volume, mbr.on(disk.sectors()).bytes());
    }

    private GptHeader copy(long own, long other, long at, int crc) {
        return new GptHeader(header.revision(), header.headerBytes(), own, other, header.firstUsable(),
            header.lastUsable(), header.diskId(), at, header.entryCount(), header.entryBytes(), crc, header.raw());
    }
}
