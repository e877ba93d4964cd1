package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.verb.Option;

/** What {@code grub} can be told besides its menu. */
@Option(name = GrubOptions.BIOS, type = Object.class, about = "where GRUB for a BIOS comes from: Debian's"
    + " grub-pc-bin, a root"
    + " with it, or 'host'")
@Option(name = GrubOptions.EFI, type = Object.class, about = "where GRUB for UEFI comes from: Debian's"
    + " grub-efi-amd64-bin (or that of another architecture), a root with it, or 'host'")
@Option(name = GrubOptions.ON, type = String.class, about = "the partition with the kernels, which gets grub.cfg"
    + " and GRUB's"
    + " modules; 'root' where it is not given")
@Option(name = GrubOptions.ESP, type = String.class, about = "the EFI system partition; 'esp' where it is not given")
@Option(name = GrubOptions.FOLDER, type = String.class, about = "GRUB's folder on its partition; /boot/grub where"
    + " it is not"
    + " given, and /grub is usual on a partition that is mounted to /boot")
@Option(name = GrubOptions.MODULES, type = List.class, about = "modules for core.img, besides those that it needs"
    + " to find"
    + " the others")
final class GrubOptions {
    static final String BIOS = "bios";
    static final String EFI = "efi";
    static final String ON = "on";
    static final String ESP = "esp";
    static final String FOLDER = "folder";
    static final String MODULES = "modules";

    private GrubOptions() {
    }
}
