/**
 * Filesystems that the host's own tools make from a file tree, without a mount: squashfs, btrfs and xfs; and swap
 * areas, whose header is written here. May depend on {@code archive}, {@code event}, {@code filesystem}, {@code problem},
 * {@code process}, {@code squashfs}, {@code tree} and {@code volume}.
 */
package org.rootbuild.mkfs;
