package org.rootbuild.verbs;

import org.rootbuild.model.Extent;
import org.rootbuild.verb.Option;

/** The named arguments of a partition that gets another place. */
@Option(name = ImageSpec.START, type = Extent.class, about = "where it begins: 1.MiB, 2048.sectors, or next()"
    + " for behind the"
    + " one that is named before it; where it began, where it is not given")
@Option(name = ImageSpec.SIZE, type = Extent.class, about = "what it becomes: a size, 2048.sectors, or rest()"
    + " for all the"
    + " room behind it; as large as it was, where it is not given")
final class ImagePlaceOptions {
    private ImagePlaceOptions() {
    }
}
