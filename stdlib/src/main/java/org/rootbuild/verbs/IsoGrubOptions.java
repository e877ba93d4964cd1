package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.verb.Option;

/** What {@code grub} on an ISO can be told besides its menu. */
@Option(name = GrubOptions.BIOS, type = Object.class, about = "where GRUB for a BIOS comes from: Debian's grub-pc-bin, a"
    + " root with it, or 'host'")
@Option(name = GrubOptions.EFI, type = Object.class, about = "where GRUB for UEFI comes from: Debian's"
    + " grub-efi-amd64-bin (or that of another architecture), a root with it, or 'host'")
@Option(name = GrubOptions.FOLDER, type = String.class, about = "GRUB's folder; /boot/grub where it is not given")
@Option(name = GrubOptions.MODULES, type = List.class, about = "modules for a BIOS that are there from the start,"
    + " besides those that it needs to find the others")
final class IsoGrubOptions {
    private IsoGrubOptions() {
    }
}
