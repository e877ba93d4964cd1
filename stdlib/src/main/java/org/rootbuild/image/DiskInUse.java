package org.rootbuild.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Activity;
import org.rootbuild.filesystem.Filesystem;
import org.rootbuild.partition.Partition;
import org.rootbuild.partition.PartitionTable;
import org.rootbuild.problem.Failure;
import org.rootbuild.raid.MdSuperblock;
import org.rootbuild.volume.JoinedRanges;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Where a disk counts on its bytes, zeros too: a target that was in use before must get these, though they are holes of
 * the image. Of filesystems that are read here that is all but their free room. Of everything else only the beginning
 * and the end are known to count: there others look for signatures. What is damaged counts as something else.
 */
final class DiskInUse {
    private static final int EDGE_BYTES = 1 << 20;

    private final Volume disk;
    private final List<Range> counted = new ArrayList<>();

    DiskInUse(Volume disk) {
        this.disk = disk;
    }

    /** Sorted and apart from one another; empty for a disk of which nothing is known, which a note says. */
    List<Range> ranges(Activity activity) throws IOException {
        Optional<PartitionTable> table;
        try {
            table = PartitionTable.find(disk);
        } catch (Failure damaged) {
            activity.note("the partition table cannot be read, so the block map leaves out all holes of the image: "
                + damaged.getMessage());
            return List.of();
        }
        if (table.isPresent()) {
            divided(table.get(), activity);
        } else if (content(new Range(0, disk.sizeBytes()), "the disk", activity)) {
            edges(new Range(0, disk.sizeBytes()));
        }
        return JoinedRanges.of(counted);
    }

    private void divided(PartitionTable table, Activity activity) throws IOException {
        List<Range> places = new ArrayList<>();
        for (Partition one : table.contentPartitions()) {
            Range place = one.bytes(table.sectorSize());
            places.add(place);
            edges(place);
            content(place, "partition " + one.number(), activity);
        }
        edges(new Range(0, disk.sizeBytes()));
        places.stream().min(Comparator.comparingLong(Range::at)).ifPresent(first -> counted.add(
            new Range(0, first.at())));
    }

    private void edges(Range place) {
        long edge = Math.min(EDGE_BYTES, place.lengthBytes());
        counted.add(new Range(place.at(), edge));
        counted.add(new Range(place.end() - edge, edge));
    }

    /** @return whether it is known what counts there */
    private boolean content(Range place, String spoken, Activity activity) throws IOException {
        Volume volume = disk.window(place);
        try {
            Volume data = DiskParts.data(volume);
            Optional<Filesystem> filesystem = Filesystems.read(data);
            if (filesystem.isPresent()) {
                long at = place.at() + (data == volume ? 0 : dataAt(volume));
                for (Range used : filesystem.get().inUse()) {
                    counted.add(new Range(at + used.at(), used.lengthBytes()));
                }
                return true;
            }
        } catch (Failure damaged) {
            activity.note(leftOut(spoken) + damaged.getMessage());
            return false;
        }
        SurveySignature head = new SurveySignature(volume);
        String kind = head.contents().map(SurveyContents::kind).orElse("something unknown");
        boolean isAllEdges = place.lengthBytes() <= 2 * EDGE_BYTES;
        if (!isAllEdges && !kind.equals("swap") && !(head.isZero() && volume.nextData(0).isEmpty())) {
            activity.note(leftOut(spoken) + "it holds " + kind);
        }
        return false;
    }

    private static long dataAt(Volume member) throws IOException {
        return MdSuperblock.read(member).orElseThrow().data().at();
    }

    private static String leftOut(String spoken) {
        return "the free room of " + spoken + " is not known, so the block map leaves out its holes, and a target that"
            + " was in use must be cleared first: ";
    }
}
