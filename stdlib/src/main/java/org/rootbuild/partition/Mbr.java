package org.rootbuild.partition;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rootbuild.problem.Failure;
import org.rootbuild.volume.Volume;

/**
 * The partition table of a DOS boot sector: four entries, and logical partitions in a chain of further boot sectors
 * inside an extended one. The form has no specification; this follows what Linux' {@code block/partitions/msdos.c}
 * reads and fdisk writes. CHS fields are filled for 255 heads and 63 sectors.
 */
public final class Mbr implements PartitionTable {
    /** One sector more than the last that an entry can name. */
    public static final long SECTOR_LIMIT = 1L << 32;
    static final int MOST_LOGICAL = 250;

    private final DiskShape disk;
    private final byte[] sector;
    private final List<Partition> partitions;
    private final Map<Integer, Ebr> ebrs;
    private final List<String> notes;

    Mbr(DiskShape disk, byte[] sector, List<Partition> partitions, Map<Integer, Ebr> ebrs, List<String> notes) {
        this.disk = disk;
        this.sector = sector;
        this.partitions = partitions.stream().sorted(Comparator.comparingInt(Partition::number)).toList();
        this.ebrs = Map.copyOf(ebrs);
        this.notes = List.copyOf(notes);
    }

    /** An empty one. */
    public static Mbr create(long diskSectors, int sectorSize, int signature) {
        return new Mbr(new DiskShape(sectorSize, diskSectors), new byte[BootSector.BYTES], List.of(), Map.of(),
            List.of()).withSignature(signature);
    }

    @Override
    public String kind() {
        return "mbr";
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
        return 1;
    }

    @Override
    public long lastUsableSector() {
        return Math.min(disk.sectors(), SECTOR_LIMIT) - 1;
    }

    public int signature() {
        return ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN).getInt(BootSector.SIGNATURE);
    }

    public Mbr withSignature(int signature) {
        byte[] changed = sector.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(BootSector.SIGNATURE, signature);
        return new Mbr(disk, changed, partitions, ebrs, notes);
    }

    @Override
    public String diskId() {
        return String.format("%08x", signature());
    }

    @Override
    public String partUuid(Partition partition) {
        return diskId() + String.format("-%02x", partition.number());
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /** The one that holds the logical partitions. */
    public Optional<Partition> extended() {
        return partitions.stream().filter(one -> !isLogical(one) && one.type().isExtended()).findFirst();
    }

    public List<Partition> logical() {
        return partitions.stream().filter(Mbr::isLogical).toList();
    }

    private static boolean isLogical(Partition one) {
        return one.number() >= Partition.FIRST_LOGICAL;
    }

    @Override
    public Optional<Integer> freeNumber() {
        Optional<Integer> primary = IntStream.rangeClosed(1, BootSector.SLOTS).boxed()
            .filter(number -> partition(number).isEmpty()).findFirst();
        boolean canHoldMore = extended().isPresent() && logical().size() < MOST_LOGICAL;
        return primary.isEmpty() && canHoldMore ? Optional.of(freeLogicalNumber()) : primary;
    }

    /** The number of the next logical partition. */
    public int freeLogicalNumber() {
        return Partition.FIRST_LOGICAL + logical().size();
    }

    @Override
    public Mbr add(Partition partition) throws Failure {
        int number = partition.number();
        if (partition(number).isPresent() || isLogical(partition) && number != freeLogicalNumber()) {
            throw new Failure("an MBR cannot have another partition " + number, "Take number "
                + freeNumber().map(String::valueOf).orElse("… of one that you remove first") + ".");
        }
        List<Partition> more = new ArrayList<>(partitions);
        more.add(partition);
        return changed(more, disk);
    }

    @Override
    public Mbr remove(int number) throws Failure {
        Partition old = present(number);
        if (old.equals(extended().orElse(null)) && !logical().isEmpty()) {
            throw new Failure("partition " + number + " holds " + logical().size() + " logical partitions",
                "Remove those first.");
        }
        List<Partition> fewer = new ArrayList<>();
        Map<Integer, Ebr> moved = new HashMap<>();
        for (Partition one : partitions) {
            boolean up = isLogical(old) && one.number() > number;
            int next = up ? one.number() - 1 : one.number();
            if (one != old) {
                fewer.add(one.withNumber(next));
                Optional.ofNullable(ebrs.get(one.number())).ifPresent(ebr -> moved.put(next, ebr));
            }
        }
        return new Mbr(disk, sector, partitions, moved, notes).changed(fewer, disk);
    }

    @Override
    public Mbr replace(Partition partition) throws Failure {
        Partition old = present(partition.number());
        List<Partition> others = partitions.stream().map(one -> one == old ? partition : one).toList();
        return changed(others, disk);
    }

    private Partition present(int number) throws Failure {
        return partition(number).orElseThrow(() -> new Failure("there is no partition " + number,
            "There are: " + partitions.stream().map(one -> String.valueOf(one.number()))
                .collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public Mbr onDiskOf(long sectors) throws Failure {
        return changed(partitions, new DiskShape(disk.sectorSize(), sectors));
    }

    @Override
    public Mbr relaid(List<Partition> others, long sectors) throws Failure {
        for (Partition one : others) {
            present(one.number());
        }
        return changed(others, new DiskShape(disk.sectorSize(), sectors));
    }

    private Mbr changed(List<Partition> others, DiskShape shape) throws Failure {
        Conflicts.refuse(MbrChecks.problems(others, shape));
        Mbr next = new Mbr(shape, sector, others, ebrs, List.of());
        List<Partition> chain = next.logical();
        if (chain.isEmpty()) {
            return new Mbr(shape, sector, others, Map.of(), List.of());
        }
        List<Optional<Ebr>> had = chain.stream().map(one -> Optional.ofNullable(ebrs.get(one.number()))).toList();
        List<Ebr> placed = Ebr.place(next.extended().orElseThrow(), chain, had, shape.sectorSize());
        Map<Integer, Ebr> byNumber = IntStream.range(0, chain.size()).boxed()
            .collect(Collectors.toMap(i -> chain.get(i).number(), Function.<Integer>identity().andThen(placed::get)));
        return new Mbr(shape, sector, others, byNumber, List.of());
    }

    @Override
    public void write(Volume volume) throws IOException {
        disk.match(volume);
        Optional<Partition> extended = extended();
        List<Partition> chain = logical();
        if (extended.isPresent() && chain.isEmpty()) {
            byte[] empty = new byte[BootSector.BYTES];
            BootSector.mark(empty);
            disk.write(volume, extended.get().firstSector(), empty);
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            Partition own = chain.get(i);
            Ebr ebr = ebrs.get(own.number());
            Optional<Ebr.Link> next = i + 1 == chain.size() ? Optional.empty()
                : Optional.of(new Ebr.Link(ebrs.get(own.number() + 1), chain.get(i + 1)));
            disk.write(volume, ebr.sector(), ebr.encode(extended.orElseThrow(), own, typeId(own), next));
        }
        BootSector.writeTable(volume, encoded());
    }

    private byte[] encoded() {
        byte[] bytes = sector.clone();
        BootSector.mark(bytes);
        for (int slot = 0; slot < BootSector.SLOTS; slot++) {
            Optional<Partition> own = partition(slot + 1);
            if (own.isPresent()) {
                Partition one = own.get();
                new MbrEntry(one.flags().active() ? MbrEntry.ACTIVE : 0, typeId(one), one.firstSector(),
                    one.sectorCount()).write(bytes, slot, one.firstSector());
            } else if (MbrEntry.read(bytes, slot).isUsed()) {
                MbrEntry.clear(bytes, slot);
            }
        }
        return bytes;
    }

    /** What is added or read always has one. */
    private static int typeId(Partition one) {
        return one.type().mbrId().orElseThrow();
    }
}
