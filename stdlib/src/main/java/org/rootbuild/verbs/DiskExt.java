package org.rootbuild.verbs;

import org.rootbuild.filesystem.FilesystemMaker;

/** What a recipe says of an ext2, ext3 or ext4 filesystem, as its maker is told. */
final class DiskExt {
    private DiskExt() {
    }

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    static FilesystemMaker maker(DiskFormatOptions given) {
        throw new DiskMistake("there is no maker of " + given.kind() + " yet", "Take another kind.");
    }
}
