package org.rootbuild.disk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.partition.Layout;
import org.rootbuild.partition.Partition;
import org.rootbuild.volume.Range;

/**
 * Where something lies on a disk.
 *
 * @param bytes of the disk
 * @param entry in the disk's table; empty for what lies outside of all partitions
 */
record Placed(Range bytes, Optional<Partition> entry) {
    Placed {
        Objects.requireNonNull(bytes);
        Objects.requireNonNull(entry);
    }

    /** In the order of the partitions that were asked for. */
    static List<Placed> all(List<PartitionDescription> asked, Layout solved) {
        List<Placed> all = new ArrayList<>();
        Iterator<Partition> entries = solved.partitions().iterator();
        for (int i = 0; i < asked.size(); i++) {
            all.add(new Placed(solved.places().get(i), asked.get(i).request().isOutside() ? Optional.empty()
                : Optional.of(entries.next())));
        }
        return List.copyOf(all);
    }
}
