/**
 * Partition tables of disks: {@link org.rootbuild.partition.Mbr} and {@link org.rootbuild.partition.Gpt} read from a
 * volume, changed as immutable values and written back with what this package does not know kept as it was; and
 * {@link org.rootbuild.partition.LayoutRequest}, which finds places for partitions that are given by what they need.
 * May depend on {@code model} (for sizes), {@code problem} and {@code volume}.
 */
package org.rootbuild.partition;
