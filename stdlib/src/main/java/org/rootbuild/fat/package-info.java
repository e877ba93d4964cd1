/**
 * FAT12, FAT16 and FAT32 with long names: making one from a file tree, reading, editing and growing one. What is on the
 * disk follows Microsoft's "FAT: General Overview of On-Disk Format", version 1.03; sizes and defaults follow
 * {@code mkfs.vfat} of dosfstools 4.2. May depend on {@code event}, {@code filesystem}, {@code problem}, {@code tree}
 * and {@code volume}.
 */
package org.rootbuild.fat;
