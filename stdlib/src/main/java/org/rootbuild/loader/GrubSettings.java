package org.rootbuild.loader;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.TreePath;

/**
 * How GRUB is put on a disk.
 *
 * @param bios         its files for a BIOS, where the disk is to be started by one
 * @param efi          its programs for UEFI, where the disk is to be started by it; one for each kind of machine
 * @param on           name of the partition with grub.cfg and, usually, the kernels
 * @param folder       of grub.cfg and of GRUB's modules on that partition, such as {@code boot/grub}
 * @param esp          name of the EFI system partition
 * @param modules      for core.img, besides those that it takes to get at the folder
 * @param menu         for grub.cfg
 * @param epochSeconds time of all files
 */
public record GrubSettings(Optional<GrubFiles> bios, List<GrubEfi> efi, String on, String folder, String esp,
                           List<String> modules, Menu menu, long epochSeconds) {
    /** Where people look for it. */
    public static final String USUAL_FOLDER = "boot/grub";

    public GrubSettings {
        Objects.requireNonNull(bios);
        efi = List.copyOf(efi);
        Objects.requireNonNull(on);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(esp);
        modules = List.copyOf(modules);
        Objects.requireNonNull(menu);
        if (folder.isEmpty() || folder.startsWith("/") || folder.endsWith("/")) {
            throw new IllegalArgumentException("no folder: '" + folder + "'");
        }
    }

    /** @param name of a file in the folder */
    String inFolder(String name) {
        return TreePath.child(folder, name);
    }

    /** Puts what GRUB for a BIOS loads later into the folder. */
    void addLoadable(GrubFiles from, AddedFiles.Builder files) throws IOException {
        for (Map.Entry<String, Content> one : from.loadable().entrySet()) {
            files.file(inFolder(GrubFiles.BIOS + "/" + one.getKey()), one.getValue());
        }
    }

    /**
     * The grub.cfg beside a program for UEFI, which leads to that in the folder.
     *
     * @param search how GRUB's search finds what holds the folder
     */
    String pointer(String search) {
        return "# Written by rootbuild.\nsearch --no-floppy " + search + "\nset prefix=($root)"
            + GrubConfig.quoted("/" + folder) + "\nconfigfile ($root)"
            + GrubConfig.quoted("/" + inFolder("grub.cfg")) + "\n";
    }
}
