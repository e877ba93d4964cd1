package org.rootbuild.verbs;

import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** The named arguments of a disk that is laid out anew. */
@Option(name = ImageSpec.SIZE, type = Size.class, about = "of the new disk; that of the old one where it is not given")
@Option(name = ImageSpec.RAW, type = Boolean.class, about = "content that is not understood is cut off behind"
    + " its last byte"
    + " that is not zero")
final class ImageRelayoutOptions {
    private ImageRelayoutOptions() {
    }
}
