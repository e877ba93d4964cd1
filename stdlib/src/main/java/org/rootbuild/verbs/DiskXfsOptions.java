package org.rootbuild.verbs;

import org.rootbuild.verb.Option;

/** The named arguments of an XFS. */
@Option(name = "label", type = String.class, about = "at most 12 bytes")
@Option(name = "uuid", type = String.class, about = "made of the names of recipe, artifact and partition where it is"
    + " not given")
final class DiskXfsOptions {
    private DiskXfsOptions() {
    }
}
