package org.rootbuild.verbs;

import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** The named arguments of a swap area. */
@Option(name = "label", type = String.class, about = "at most 16 bytes")
@Option(name = "uuid", type = String.class, about = "made of the names of recipe, artifact and partition where it is"
    + " not given")
@Option(name = "pageSize", type = Size.class, about = "of the machine that uses it; 4.KiB where it is not given")
final class DiskSwapOptions {
    private DiskSwapOptions() {
    }
}
