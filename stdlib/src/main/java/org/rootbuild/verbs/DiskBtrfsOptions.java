package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.verb.Option;

/** The named arguments of a btrfs. */
@Option(name = "label", type = String.class, about = "at most 255 bytes")
@Option(name = "uuid", type = String.class, about = "made of the names of recipe, artifact and partition where it is"
    + " not given")
@Option(name = "subvolumes", type = List.class, about = "folders of the tree that become subvolumes")
final class DiskBtrfsOptions {
    private DiskBtrfsOptions() {
    }
}
