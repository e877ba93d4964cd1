package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.model.Extent;
import org.rootbuild.verb.Option;

/** The named arguments of a partition in a GUID partition table. */
@Option(name = "size", type = Extent.class, about = "64.MiB, rest() or contents() + 10.percent")
@Option(name = "start", type = Extent.class, about = "where it begins: 2048.sectors or 1.MiB; behind the partition"
    + " before"
    + " it where it is not given")
@Option(name = "end", type = Extent.class, about = "instead of size: its last sector, or how many bytes of the disk lie"
    + " before its end")
@Option(name = "type", type = String.class, about = "a name such as 'esp', 'linux' or 'bios-boot', or a GUID; what fits"
    + " the filesystem where it is not given")
@Option(name = "uuid", type = String.class, about = "of the partition; made of the names of recipe, artifact and"
    + " partition"
    + " where it is not given")
@Option(name = "label", type = String.class, about = "its name in the table; the name given first where it is not"
    + " given")
@Option(name = "flags", type = List.class, about = "'legacy-boot', 'read-only', 'hidden', 'no-auto', 'grow',"
    + " 'required',"
    + " 'no-block-io'")
@Option(name = "number", type = Integer.class, about = "its number; that of its place where it is not given")
final class PartitionGptOptions {
    private PartitionGptOptions() {
    }
}
