package org.rootbuild.verbs;

import org.rootbuild.model.Extent;
import org.rootbuild.verb.Option;

/** The named arguments of bytes that lie outside of all partitions. */
@Option(name = "at", type = Extent.class, required = true, about = "where they begin on the disk: 64.sectors or 8.MiB")
@Option(name = "size", type = Extent.class, about = "the room that is kept for them, such as 8.MiB; as much as the file"
    + " needs where it is not given")
final class DiskOutsideOptions {
    private DiskOutsideOptions() {
    }
}
