/**
 * Squashfs 4.0, read as a file tree: all kinds of inodes, fragments, sparse blocks, extended attributes, and the
 * compressions gzip, xz, zstd, lz4, lzo and lzma. What is on the disk follows the kernel's {@code
 * fs/squashfs/squashfs_fs.h} and {@code Documentation/filesystems/squashfs.rst}; all numbers are little-endian. Making
 * one is the work of package {@code mkfs}. May depend on {@code compress}, {@code filesystem}, {@code problem},
 * {@code tree} and {@code volume}, and on the libraries that know the compressions.
 */
package org.rootbuild.squashfs;
