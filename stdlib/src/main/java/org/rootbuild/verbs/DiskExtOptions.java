package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Option;

/** The named arguments of an ext2, ext3 or ext4 filesystem. */
@Option(name = "label", type = String.class, about = "at most 16 bytes")
@Option(name = "uuid", type = String.class, about = "made of the names of recipe, artifact and partition where it is"
    + " not given")
@Option(name = "blockSize", type = Size.class, about = "1.KiB, 2.KiB or 4.KiB; by the size of the filesystem where"
    + " it is not given")
@Option(name = "inodeSize", type = Integer.class, about = "bytes of an inode; 256 where it is not given")
@Option(name = "inodes", type = Long.class, about = "how many files it can hold; by its size where it is not given")
@Option(name = "bytesPerInode", type = Size.class, about = "one inode for so much room; instead of inodes:")
@Option(name = "reserved", type = DiskExtent.Percent.class, about = "room that only root may fill; 5.percent where"
    + " it is not given")
@Option(name = "journalSize", type = Size.class, about = "of ext3 and ext4; by the size of the filesystem where it"
    + " is not given")
@Option(name = "growsTo", type = Size.class, about = "the size that it can be grown to without another layout; 1024"
    + " times its own where not given")
@Option(name = "features", type = List.class, about = "names as mke2fs -O has them; one with ^ in front is switched"
    + " off")
@Option(name = "usage", type = String.class, about = "what it is for, as mke2fs -T has it: 'floppy', 'small',"
    + " 'default', 'big', 'huge', 'news', 'largefile' or 'largefile4'; by its size where it is not given")
@Option(name = "onErrors", type = String.class, about = "what the kernel does when it finds damage: 'continue',"
    + " 'remount-ro' or 'panic'")
@Option(name = "mountOptions", type = List.class, about = "used wherever it is mounted, as tune2fs -o has them")
@Option(name = "mountedOn", type = String.class, about = "where it is said to have been mounted last")
final class DiskExtOptions {
    private DiskExtOptions() {
    }
}
