package org.rootbuild.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.FilesystemMaker;
import org.rootbuild.loader.Loader;
import org.rootbuild.loader.Target;
import org.rootbuild.model.Size;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** A disk of which everything is known and nothing is written yet. */
public final class PreparedDisk {
    private final DiskDescription disk;
    private final List<Measured> measured;
    private final Optional<PartitionTable> table;
    private final List<Partition> places;
    private final long sizeBytes;
    private final List<Target> targets;

    PreparedDisk(DiskDescription disk, List<Measured> measured, Optional<PartitionTable> table, List<Partition> places,
                 long sizeBytes, List<Target> targets) {
        this.disk = disk;
        this.measured = measured;
        this.table = table;
        this.places = places;
        this.sizeBytes = sizeBytes;
        this.targets = targets;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    /** Empty where the disk is not divided. */
    public Optional<PartitionTable> table() {
        return table;
    }

    /** What lies where, a line for each partition. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(new Size(sizeBytes) + (table.isPresent() ? ", " + table.get().kind() + " " + table.get().diskId()
            : ""));
        for (int i = 0; i < measured.size(); i++) {
            PartitionDescription said = measured.get(i).said();
            String holds = said.raid().map(raid -> "raid ").orElse("") + said.format().map(Formatting::kind)
                .orElse(said.holding() instanceof Holding.Bytes ? "bytes" : "");
            lines.add(table.isEmpty() ? said.name() + " " + holds : line(places.get(i), said.name()) + " " + holds);
        }
        return lines;
    }

    private String line(Partition place, String name) {
        return String.format("%3d %-16s %12d %12d %10s  %s", place.number(), name, place.firstSector(),
            place.lastSector(),
            new Size(place.bytes(disk.layout().sectorSize()).lengthBytes()), place.type());
    }

    /** @param volume of {@link #sizeBytes}, which reads as zeros so far */
    public void write(Volume volume, Activity activity) throws IOException, InterruptedException {
        lines().forEach(activity::log);
        if (table.isPresent()) {
            table.get().writeNew(volume);
        }
        for (int i = 0; i < measured.size(); i++) {
            Range place = table.isPresent() ? places.get(i).bytes(disk.layout().sectorSize()) : new Range(0, sizeBytes);
            write(measured.get(i), volume, place, activity);
        }
        for (Loader loader : disk.loaders()) {
            loader.install(volume, table.orElseThrow(), targets);
        }
    }

    private void write(Measured one, Volume volume, Range place, Activity activity)
        throws IOException, InterruptedException {
        PartitionDescription said = one.said();
        Range content = place;
        if (said.raid().isPresent()) {
            Range data = said.raid().get().data(place.lengthBytes());
            content = new Range(place.at() + data.at(), data.lengthBytes());
            said.raid().get().write(volume.window(place));
        }
        if (said.holding() instanceof Holding.Bytes bytes) {
            volume.copy(content.at(), bytes.volume(), new Range(0, bytes.volume().sizeBytes()));
        } else if (said.format().isPresent()) {
            FilesystemMaker maker = said.format().get().maker(content.at() / disk.layout().sectorSize());
            maker.make(one.tree(), volume.window(content), activity);
        }
    }
}
