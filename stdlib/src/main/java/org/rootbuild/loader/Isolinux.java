package org.rootbuild.loader;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** Isolinux on an ISO, for a BIOS: started from a CD, or by the code in the first sector of a disk. */
public final class Isolinux {
    /** Folders that isolinux looks for its files in, by itself. */
    public static final List<String> FOLDERS = List.of("isolinux", "boot/isolinux", "syslinux", "boot/syslinux");
    private static final String IMAGE = "usr/lib/ISOLINUX/isolinux.bin";
    private static final String HYBRID = "usr/lib/ISOLINUX/isohdpfx.bin";
    private static final String CORE = "usr/lib/syslinux/modules/bios/ldlinux.c32";
    private static final int MOST_CODE_BYTES = 512;

    private final Content image;
    private final byte[] code;
    private final Content core;
    private final String folder;
    private final Menu menu;
    private final long epochSeconds;

    /**
     * @param files        with isolinux at its usual place
     * @param source       what people call them, for messages
     * @param modules      with the modules of syslinux at their usual place
     * @param moduleSource what people call those
     * @param folder       one of {@link #FOLDERS}
     * @throws Failure when one of its files is missing, or the menu cannot be written for it
     */
    public Isolinux(FileTree files, String source, FileTree modules, String moduleSource, String folder, Menu menu,
                    long epochSeconds) throws IOException {
        Complaints.none(problems(menu));
        this.image = content(files, IMAGE, source, "isolinux");
        Content hybrid = content(files, HYBRID, source, "isolinux");
        if (hybrid.sizeBytes() > MOST_CODE_BYTES) {
            throw new Failure("/" + HYBRID + " of " + source + " has " + hybrid.sizeBytes()
                + " bytes, which is more than a sector", "Get the package again.");
        }
        this.code = hybrid.bytes();
        this.core = content(modules, CORE, moduleSource, "syslinux-common");
        this.folder = Objects.requireNonNull(folder);
        this.menu = menu;
        this.epochSeconds = epochSeconds;
    }

    private static Content content(FileTree tree, String path, String source, String packageName) throws Failure {
        if (tree.get(path).orElse(null) instanceof Entry.PlainFile file) {
            return file.content();
        }
        throw new Failure(source + " has no /" + path, "Take Debian's package " + packageName
            + ", or install it on this host and write 'host'.");
    }

    /** What is wrong with a menu for isolinux. */
    public static List<Failure> problems(Menu menu) {
        return SyslinuxConfig.problems(menu);
    }

    /** What the ISO gets besides its own files. */
    public FileTree additions() throws Failure {
        return AddedFiles.at(epochSeconds).file(image(), image).file(TreePath.child(folder, "ldlinux.c32"), core)
            .file(TreePath.child(folder, "isolinux.cfg"), Content.of(SyslinuxConfig.of(menu))).build();
    }

    /** The path of the boot image, which wants a boot information table. */
    public String image() {
        return TreePath.child(folder, "isolinux.bin");
    }

    /** What a BIOS starts from a disk; it wants to know where the boot image is. */
    public byte[] diskCode() {
        return code.clone();
    }
}
