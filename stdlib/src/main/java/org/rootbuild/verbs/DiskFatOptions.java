package org.rootbuild.verbs;

import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** The named arguments of a FAT filesystem. */
@Option(name = "label", type = String.class, about = "1 to 11 characters of ASCII")
@Option(name = "id", type = String.class, about = "its serial number, as 1234-ABCD; made of the names of recipe,"
    + " artifact and partition where it is not given")
@Option(name = "clusterSize", type = Size.class, about = "the unit in which files take room; by the size of the"
    + " filesystem where it is not given")
@Option(name = "tables", type = Integer.class, about = "how many copies of the table, 1 to 4; 2 where it is not"
    + " given")
@Option(name = "rootEntries", type = Integer.class, about = "room in the root folder of FAT12 and FAT16")
@Option(name = "links", type = String.class, about = "what becomes of symbolic links, which FAT cannot hold:"
    + " 'refuse', 'follow' or 'omit'; they are refused where it is not given")
@Option(name = "omitSpecial", type = Boolean.class, about = "leaves out devices, pipes and sockets instead of"
    + " refusing them")
final class DiskFatOptions {
    private DiskFatOptions() {
    }
}
