/**
 * Boot loaders on disks: GRUB for BIOS and UEFI, systemd-boot, unified kernel images, syslinux; their menus, and the
 * places on a disk that firmware reads them from. Nothing is mounted and no loader's installer is run. May depend on
 * {@code partition}, {@code problem}, {@code tree} and {@code volume}.
 */
package org.rootbuild.loader;
