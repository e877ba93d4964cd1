package org.rootbuild.verbs;

import java.util.Objects;
import org.rootbuild.language.RootRef;
import org.rootbuild.model.Value;

/**
 * What is called how in a remaster.
 *
 * @param name    of the remaster
 * @param iso     the CD
 * @param core    the initramfs on it
 * @param vmlinuz the kernel on it
 */
record RemasterPlaces(String name, Value.Ref iso, String core, String vmlinuz) {
    RemasterPlaces {
        Objects.requireNonNull(name);
        Objects.requireNonNull(iso);
        Objects.requireNonNull(core);
        Objects.requireNonNull(vmlinuz);
    }

    /** The files of the new initramfs. */
    RootRef initramfs() {
        return new RootRef(name);
    }

    /** The kernel and the menus, at their places on the CD. */
    RootRef boot() {
        return new RootRef(name + "-boot");
    }

    /** What is {@code /cde} on the CD and {@code /tce} on the disk. */
    RootRef extensions() {
        return new RootRef(name + "-tce");
    }

    String pass(String what) {
        return name + ":" + what;
    }
}
