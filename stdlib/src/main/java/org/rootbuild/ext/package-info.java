/**
 * The filesystems ext2, ext3 and ext4: their structures on the disk, both ways, and making one from a file tree. The
 * structures follow the kernel's {@code Documentation/filesystems/ext4} and what e2fsprogs checks; all numbers on the
 * disk are little-endian but those of the journal. May depend on {@code event}, {@code filesystem}, {@code problem},
 * {@code tree} and {@code volume}.
 */
package org.rootbuild.ext;
