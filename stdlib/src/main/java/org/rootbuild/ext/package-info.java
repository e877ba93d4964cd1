/**
 * The filesystems ext2, ext3 and ext4: their structures on the disk, both ways, making one from a file tree, and
 * reading, changing and growing one that is there. The structures follow the kernel's {@code
 * Documentation/filesystems/ext4} and what e2fsprogs checks; all numbers on the disk are little-endian but those of
 * the journal. May depend on {@code event}, {@code filesystem}, {@code problem}, {@code tree} and {@code volume}.
 */
package org.rootbuild.ext;
