package org.rootbuild.verbs;

import org.rootbuild.model.Extent;
import org.rootbuild.verb.Option;

/** The named arguments of a partition that gets another size. */
@Option(name = ImageSpec.SIZE, type = Extent.class, about = "what it becomes: a size, 2048.sectors, or rest()"
    + " for all the"
    + " room behind it", required = true)
@Option(name = ImageSpec.RAW, type = Boolean.class, about = "content that is not understood is cut off behind"
    + " its last byte"
    + " that is not zero")
final class ImageResizeOptions {
    private ImageResizeOptions() {
    }
}
