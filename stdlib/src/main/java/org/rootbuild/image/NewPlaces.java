package org.rootbuild.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Layout;
import org.rootbuild.partition.LayoutRequest;
import org.rootbuild.partition.Mbr;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionRequest;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.Start;
import org.rootbuild.partition.TableKind;
import org.rootbuild.problem.Failure;

/** Finds the places of a table's partitions on another disk, with everything else of the table as it is. */
final class NewPlaces {
    private static final int FIRST_LOGICAL = 5;

    private final PartitionTable table;
    private final long diskBytes;
    private final Map<Integer, Relayout.Change> changes = new LinkedHashMap<>();

    /** @throws Failure when a change names no partition, or one that another change names */
    NewPlaces(PartitionTable table, Relayout wanted) throws Failure {
        this.table = table;
        this.diskBytes = wanted.diskBytes().orElse(table.diskSectors() * table.sectorSize());
        for (Relayout.Change change : wanted.changes()) {
            Partition one = DiskParts.partition(table, change.partition());
            if (changes.put(one.number(), change) != null) {
                throw new Failure("partition " + one.number() + " is given a place twice", "Say it once.");
            }
        }
    }

    /** @throws Failure with everything that cannot be */
    PartitionTable table() throws Failure {
        List<Partition> old = inOrder();
        TableKind kind = table.kind().equals("gpt") ? TableKind.GPT : TableKind.MBR;
        Layout layout = LayoutRequest.of(kind, OptionalLong.of(diskBytes), old.stream().map(this::request).toList())
            .withSectorSize(table.sectorSize()).solve();
        if (layout.solved().isEmpty()) {
            throw new Failure("the partitions cannot be so: " + layout.problems().stream()
                .map(one -> one.sentence()).collect(Collectors.joining("; ")), remedy(layout));
        }
        List<Partition> placed = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            Partition place = layout.partitions().get(i);
            placed.add(old.get(i).withPlace(place.firstSector(), place.sectorCount()));
        }
        if (table instanceof Mbr mbr && mbr.extended().isPresent()) {
            placed.add(extended(mbr.extended().get(), placed, layout.solved().get()));
        }
        return table.relaid(placed, diskBytes / table.sectorSize());
    }

    /** Those that stay, as they stand on the disk, and then the others as they were said. */
    private List<Partition> inOrder() {
        List<Partition> all = new ArrayList<>(table.contentPartitions().stream()
            .filter(one -> !changes.containsKey(one.number()))
            .sorted(Comparator.comparingLong(Partition::firstSector)).toList());
        changes.keySet().forEach(number -> all.add(table.partition(number).orElseThrow()));
        return all;
    }

    private static String remedy(Layout layout) {
        String own = layout.problems().stream().map(one -> one.remedy()).distinct().collect(Collectors.joining(" "));
        return own + " Partitions that nothing is said of keep their places: give them another start or size, such as"
            + " start=next or size=rest.";
    }

    private PartitionRequest request(Partition one) {
        Optional<Relayout.Change> change = Optional.ofNullable(changes.get(one.number()));
        Start start = change.flatMap(Relayout.Change::start).orElse(new Start.AtSector(one.firstSector()));
        Extent extent = change.flatMap(Relayout.Change::extent).orElse(new Extent.Sectors(one.sectorCount()));
        String name = one.name().isEmpty() ? String.valueOf(one.number())
            : one.number() + " " + one.name().substring(0, Math.min(30, one.name().length()));
        PartitionRequest request = PartitionRequest.named(name).withNumber(one.number()).withStart(start)
            .withExtent(extent);
        return table.kind().equals("gpt") ? request : request.withRole(one.number() < FIRST_LOGICAL
            ? PartitionRequest.Role.PRIMARY : PartitionRequest.Role.LOGICAL);
    }

    /** As it was, if it still holds its logical partitions and stands in nobody's way. */
    private Partition extended(Partition old, List<Partition> placed, PartitionTable solved) {
        boolean isFree = placed.stream().allMatch(one -> one.number() < FIRST_LOGICAL ? !one.overlaps(old)
            : one.firstSector() > old.firstSector() && one.lastSector() <= old.lastSector());
        if (isFree && old.endSector() <= solved.diskSectors()) {
            return old;
        }
        return ((Mbr) solved).extended().map(one -> old.withPlace(one.firstSector(), one.sectorCount())).orElse(old);
    }
}
