package org.rootbuild.verbs;

import org.rootbuild.model.Extent;
import org.rootbuild.verb.Option;

/** The named arguments of a partition in a DOS partition table. */
@Option(name = "size", type = Extent.class, about = "64.MiB, rest() or contents() + 10.percent")
@Option(name = "start", type = Extent.class, about = "where it begins: 2048.sectors or 1.MiB; behind the partition"
    + " before"
    + " it where it is not given")
@Option(name = "end", type = Extent.class, about = "instead of size: its last sector, or how many bytes of the disk lie"
    + " before its end")
@Option(name = "type", type = String.class, about = "a name such as 'linux' or 'fat32', or a number such as '0x83';"
    + " what"
    + " fits the filesystem where it is not given")
@Option(name = "active", type = Boolean.class, about = "whether the code in the MBR boots it")
@Option(name = "number", type = Integer.class, about = "its number, 1 to 4, or from 5 for a logical one; that of its"
    + " place"
    + " where it is not given")
final class PartitionMbrOptions {
    private PartitionMbrOptions() {
    }
}
