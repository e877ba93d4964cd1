package org.rootbuild.verbs;

import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** What {@code disk} of a remaster can be told besides its menu. */
@Option(name = RemasterDiskOptions.SIZE, type = Size.class, about = "of the disk; as large as its files need, with 64 MiB"
    + " of room, where it is not given")
@Option(name = GrubOptions.BIOS, type = Object.class, required = true, about = "where GRUB for a BIOS comes from:"
    + " Debian's grub-pc-bin, a root with it, or 'host'")
@Option(name = RemasterDiskOptions.TITLE, type = String.class, about = "of the entry in the menu; the remaster's name"
    + " where it is not given")
@Option(name = RemasterDiskOptions.LABEL, type = String.class, about = "of the partition; 'core' where it is not given")
@Option(name = RemasterDiskOptions.FILESYSTEM, type = String.class, about = "ext2, ext3 or ext4; ext3 where it is not"
    + " given")
final class RemasterDiskOptions {
    static final String SIZE = "size";
    static final String TITLE = "title";
    static final String LABEL = "label";
    static final String FILESYSTEM = "filesystem";

    private RemasterDiskOptions() {
    }
}
