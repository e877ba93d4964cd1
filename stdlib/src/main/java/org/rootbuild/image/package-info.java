/**
 * Disk images that are there already: opening every usual format, changing them so that an edit happens wholly or not
 * at all, laying disks out anew, and putting images out: sparse, converted, compressed, with a block map and checksums. May depend on
 * {@code compress}, {@code event}, {@code ext}, {@code fat}, {@code filesystem}, {@code iso}, {@code loader},
 * {@code mkfs}, {@code model}, {@code partition}, {@code posix}, {@code problem}, {@code process}, {@code raid},
 * {@code squashfs}, {@code tree} and {@code volume}.
 */
package org.rootbuild.image;
