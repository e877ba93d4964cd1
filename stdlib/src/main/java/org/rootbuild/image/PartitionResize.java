package org.rootbuild.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.event.Activity;
import org.rootbuild.partition.Extent;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.partition.PartitionType;
import org.rootbuild.volume.FileVolume;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Gives a partition another size where it is, with what it holds. What has to be made anew is made in a file of the
 * scratch folder first, for it cannot be read and replaced at once.
 */
public final class PartitionResize {
    private final Volume disk;
    private final Path scratch;
    private final Activity activity;

    /**
     * Of a disk.
     *
     * @param disk    open for writing; to be thrown away when this fails half-way
     * @param scratch an existing folder with room for what the partition holds
     */
    public PartitionResize(Volume disk, Path scratch, Activity activity) {
        this.disk = disk;
        this.scratch = scratch;
        this.activity = activity;
    }

    /**
     * Changes the size.
     *
     * @param called its number, or its name in a GPT
     * @param mayCut whether content that is not understood may be cut off behind its last byte that is not zero
     * @return the partition as it is now
     * @throws org.rootbuild.problem.Failure when it cannot have that size, or the disk would not boot any more
     */
    public Partition resize(String called, Extent extent, boolean mayCut) throws IOException, InterruptedException {
        PartitionTable table = new DiskParts(disk).table();
        Partition old = DiskParts.partition(table, called);
        PartitionTable next = new NewPlaces(table, new Relayout(OptionalLong.empty(), List.of(
            new Relayout.Change(called, Optional.empty(), Optional.of(extent))), mayCut)).table();
        Partition resized = next.partition(old.number()).orElseThrow();
        if (resized.sectorCount() != old.sectorCount()) {
            Carriage carriage = new Carriages("partition " + old.number(),
                mayCut || old.type().equals(PartitionType.BIOS_BOOT))
                .of(table.open(disk, old), resized.sectorCount() * table.sectorSize());
            if (resized.sectorCount() > old.sectorCount() && !(carriage instanceof CarriedFiles)) {
                new DiskEditor(disk, activity).move(called, old.firstSector(), resized.sectorCount());
            } else {
                rewrite(table, old, next, resized, carriage);
            }
        }
        return resized;
    }

    private void rewrite(PartitionTable table, Partition old, PartitionTable next, Partition resized,
                         Carriage carriage) throws IOException, InterruptedException {
        Volume from = table.open(disk, old);
        Volume to = next.open(disk, resized);
        refuseLostBoot(table, old.bytes(table.sectorSize()), carriage.keepsDistances() ? to.sizeBytes() : 0);
        if (!(carriage instanceof Carriages.CarriedBytes)) {
            Path file = Files.createTempFile(scratch, "resize", ".raw");
            Files.delete(file);
            try (FileVolume made = FileVolume.create(file, to.sizeBytes())) {
                carriage.carry(made, resized.firstSector(), activity);
                to.copy(0, made, new Range(0, made.sizeBytes()));
            } finally {
                Files.deleteIfExists(file);
            }
        }
        if (from.sizeBytes() > to.sizeBytes()) {
            from.zero(new Range(to.sizeBytes(), from.sizeBytes() - to.sizeBytes()));
        }
        next.write(disk);
    }

    private void refuseLostBoot(PartitionTable table, Range place, long keptBytes) throws IOException {
        List<BootPlaces.Kept> sectors = new ArrayList<>();
        sectors.add(new BootPlaces.Kept(new Range(0, table.sectorSize()), 0));
        table.contentPartitions().forEach(one -> sectors.add(new BootPlaces.Kept(one.bytes(table.sectorSize()),
            one.bytes(table.sectorSize()).at())));
        BootPlaces.of(disk, sectors, List.of(new BootPlaces.Kept(new Range(0, place.at() + keptBytes), 0),
            new BootPlaces.Kept(new Range(place.end(), disk.sizeBytes() - place.end()), place.end())));
    }
}
