package org.rootbuild.loader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * The files of GRUB for one platform, such as {@code i386-pc}: a folder of images, of modules and of lists about them,
 * as Debian's {@code grub-pc-bin} has it in {@code /usr/lib/grub/i386-pc}.
 */
public final class GrubFiles {
    /** The platform that a BIOS starts. */
    public static final String BIOS = "i386-pc";

    /** No file of GRUB is nearly as big, its monolithic images included. */
    private static final long MOST_BYTES = 64L << 20;

    private final FileTree tree;
    private final String folder;
    private final String source;

    /**
     * @param tree   a root with {@code /usr/lib/grub}, such as an unpacked package or the host's
     * @param source what people call it, for messages
     */
    public GrubFiles(FileTree tree, String platform, String source) throws Failure {
        this.tree = Objects.requireNonNull(tree);
        this.folder = "usr/lib/grub/" + platform;
        this.source = Objects.requireNonNull(source);
        if (!isIn(tree, platform)) {
            throw new Failure(source + " has no /" + folder, "Take Debian's package "
                + (platform.equals(BIOS) ? "grub-pc-bin" : "grub-efi-amd64-bin (or that of your architecture)")
                + ", or install it on this host and write from: 'host'.");
        }
    }

    /** Whether the root has GRUB for that platform. */
    public static boolean isIn(FileTree root, String platform) {
        return root.get("usr/lib/grub/" + platform).orElse(null) instanceof Entry.Folder;
    }

    /** What people call the place of the files. */
    String source() {
        return source;
    }

    /** @throws Failure when there is no such file, or it is far too big */
    Content content(String name) throws Failure {
        if (tree.get(folder + "/" + name).orElse(null) instanceof Entry.PlainFile file) {
            if (file.content().sizeBytes() > MOST_BYTES) {
                throw new Failure("/" + folder + "/" + name + " of " + source + " has "
                    + file.content().sizeBytes() + " bytes, which is too much for GRUB", "Check what it is.");
            }
            return file.content();
        }
        throw new Failure(source + " has no /" + folder + "/" + name, "Take a whole package of GRUB 2.06 or newer; Debian"
            + " 13 has its images for UEFI in 'grub-efi-amd64-unsigned'.");
    }

    byte[] read(String name) throws IOException {
        return content(name).bytes();
    }

    /** What GRUB reads while it runs, by name: modules, and the lists that say which of them has what. */
    Map<String, Content> loadable() {
        Map<String, Content> found = new LinkedHashMap<>();
        for (Entry one : tree.children(folder)) {
            String name = org.rootbuild.tree.TreePath.name(one.path());
            if (one instanceof Entry.PlainFile file && (name.endsWith(".mod") || name.endsWith(".lst"))) {
                found.put(name, file.content());
            }
        }
        return found;
    }

    /**
     * These modules and all that they need, in an order in which each comes after what it needs.
     *
     * @throws Failure when one of them is not there; all such are named
     */
    List<String> withDependencies(Collection<String> modules) throws IOException {
        Map<String, List<String>> needs = dependencies();
        Set<String> ordered = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        for (String module : modules) {
            place(module, needs, ordered, missing, new LinkedHashSet<>());
        }
        if (!missing.isEmpty()) {
            throw new Failure("GRUB of " + source + " has no module " + String.join(", ", missing),
                "Check the spelling; " + folder + "/moddep.lst names all of them.");
        }
        return List.copyOf(ordered);
    }

    private void place(String module, Map<String, List<String>> needs, Set<String> ordered, Set<String> missing,
                       Set<String> above) throws Failure {
        if (ordered.contains(module)) {
            return;
        }
        if (!needs.containsKey(module)) {
            missing.add(module);
            return;
        }
        if (!above.add(module)) {
            throw new Failure("the modules of GRUB of " + source + " need each other in a circle: "
                + String.join(" → ", above), "The package is damaged; get it again.");
        }
        for (String needed : needs.get(module)) {
            place(needed, needs, ordered, missing, above);
        }
        above.remove(module);
        ordered.add(module);
    }

    /** {@code moddep.lst} has a line for each module: its name, a colon, the names of the modules that it needs. */
    private Map<String, List<String>> dependencies() throws IOException {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (String line : new String(read("moddep.lst"), StandardCharsets.UTF_8).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                List<String> names = new ArrayList<>(List.of(line.substring(colon + 1).strip().split("\\s+")));
                names.remove("");
                needs.put(line.substring(0, colon).strip(), names);
            }
        }
        return needs;
    }
}
