package org.rootbuild.verbs;

import org.rootbuild.verb.Option;

/** What {@code isolinux} can be told besides its menu. */
@Option(name = IsolinuxOptions.FROM, type = Object.class, about = "where isolinux comes from: Debian's isolinux, a root"
    + " with it, or 'host'", required = true)
@Option(name = IsolinuxOptions.MODULES, type = Object.class, about = "where its modules come from: Debian's"
    + " syslinux-common, a root with it, or 'host'; what from: says where it is not given")
@Option(name = IsolinuxOptions.FOLDER, type = String.class, about = "its folder: /isolinux, /boot/isolinux, /syslinux or"
    + " /boot/syslinux; /isolinux where it is not given")
final class IsolinuxOptions {
    static final String FROM = "from";
    static final String MODULES = "modules";
    static final String FOLDER = "folder";

    private IsolinuxOptions() {
    }
}
