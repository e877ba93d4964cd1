package org.rootbuild.verbs;

import org.rootbuild.model.Extent;
import org.rootbuild.verb.Option;

/** The size of a filesystem that is an artifact of its own. */
@Option(name = "size", type = Extent.class, about = "1.GiB or contents() + 10.percent; as much as the content needs"
    + " where it is not given")
final class DiskWholeOptions {
    private DiskWholeOptions() {
    }
}
