/**
 * Whole disks: from a description (partitions, sizes, what they hold, boot loaders) to the bytes of a volume. First all
 * is measured and checked, then the table, the filesystems and the loaders are written. May depend on {@code event},
 * {@code ext}, {@code fat}, {@code filesystem}, {@code image}, {@code loader}, {@code mkfs}, {@code model},
 * {@code partition}, {@code problem}, {@code process}, {@code raid}, {@code tree} and {@code volume}.
 */
package org.rootbuild.disk;
