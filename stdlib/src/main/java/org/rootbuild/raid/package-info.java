/**
 * Superblocks of Linux' software RAID (md): {@link org.rootbuild.raid.MdSuperblock} marks a volume as a member of a
 * {@link org.rootbuild.raid.MdArray} and says which part of it is data. May depend on {@code problem} and
 * {@code volume}.
 */
package org.rootbuild.raid;
