/**
 * Boot loaders on disks: GRUB for BIOS and UEFI, systemd-boot, unified kernel images, syslinux; their menus, and the
 * places on a disk that firmware reads them from. Nothing is mounted and no loader's installer is run. May depend on
 * {@code compress}, {@code event}, {@code filesystem}, {@code partition}, {@code problem}, {@code process}, {@code tree}
 * and {@code volume}.
 */
package org.rootbuild.loader;
