package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.verb.Option;

/** The named arguments of a member of a software RAID. */
@Option(name = "level", type = Object.class, about = "1, a mirror, which it is where it is not given; with"
    + " devices: 1 also 0"
    + " or 'linear'")
@Option(name = "metadata", type = String.class, about = "the form of its superblock: '1.2' or '0.90'; 1.2 where it"
    + " is not given")
@Option(name = "uuid", type = String.class, about = "of the array, as UUID or as mdadm prints it:"
    + " 57d437b5:798159fc:3017a5a8:c86610be")
@Option(name = "name", type = String.class, about = "of the array, for metadata 1.2, such as 'host:2'")
@Option(name = "devices", type = Integer.class, about = "how many members the array has; 1 where it is not given")
@Option(name = "slot", type = Integer.class, about = "which of them this one is, from 0; 0 where it is not given")
@Option(name = "missing", type = List.class, about = "the members that the array is started without, by their slots;"
    + " all that are not on this disk where it is not given")
@Option(name = "number", type = Integer.class, about = "the minor number that metadata 0.90 prefers: 0 for /dev/md0")
final class DiskRaidOptions {
    private DiskRaidOptions() {
    }
}
