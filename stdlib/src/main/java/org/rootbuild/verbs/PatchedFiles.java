package org.rootbuild.verbs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.layer.Digests;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.TreePath;

/** The few files of a tree that a patch names, in a folder of the host, and back again. */
final class PatchedFiles {
    private static final int EXECUTABLE = 0111;

    private final EditableTree tree;
    private final String within;
    private final Path folder;
    private final long epochSeconds;
    private final Map<String, Entry.PlainFile> brought = new HashMap<>();
    private final Map<String, String> digests = new HashMap<>();

    /**
     * @param within the folder of the tree that the names are relative to
     * @param folder an empty folder of the host
     */
    PatchedFiles(EditableTree tree, String within, Path folder, long epochSeconds) {
        this.tree = tree;
        this.within = within;
        this.folder = folder;
        this.epochSeconds = epochSeconds;
    }

    Path folder() {
        return folder;
    }

    /** Copies those of the names that are plain files; a link among them is taken for the file that it leads to. */
    void bring(Set<String> names) throws IOException {
        for (String name : names) {
            String place = tree.follow(TreePath.child(within, name));
            if (tree.get(place).orElse(null) instanceof Entry.PlainFile file) {
                Path copy = folder.resolve(name);
                Files.createDirectories(copy.getParent());
                try (InputStream in = file.content().open()) {
                    Files.copy(in, copy);
                }
                setExecutable(copy, (file.attributes().mode() & EXECUTABLE) != 0);
                brought.put(name, file);
                digests.put(name, Digests.ofFile(copy));
            }
        }
    }

    private static void setExecutable(Path copy, boolean executable) throws IOException {
        Files.setAttribute(copy, "unix:mode", executable ? 0755 : 0644, LinkOption.NOFOLLOW_LINKS);
    }

    /** Puts what was changed, made or removed into the tree. Answers how many files that are. */
    int takeBack() throws IOException {
        int changed = 0;
        Set<String> left = new HashSet<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            left.add(name);
            changed += take(name, file) ? 1 : 0;
        }
        for (Map.Entry<String, Entry.PlainFile> one : brought.entrySet()) {
            if (!left.contains(one.getKey())) {
                tree.remove(one.getValue().path());
                changed++;
            }
        }
        return changed;
    }

    private boolean take(String name, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            tree.put(new Entry.Symlink(TreePath.child(within, name), Attributes.ofRoot(0777, epochSeconds),
                Files.readSymbolicLink(file).toString()));
            return true;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure("the patch made " + name + ", which is no plain file", "Leave it out of the patch.");
        }
        boolean executable = Files.isExecutable(file) && ((Integer) Files.getAttribute(file, "unix:mode") & 0100) != 0;
        Entry.PlainFile old = brought.get(name);
        int mode = old == null ? Attributes.FILE_MODE : old.attributes().mode() & ~EXECUTABLE;
        int bits = old == null || (old.attributes().mode() & EXECUTABLE) == 0 ? EXECUTABLE
            : old.attributes().mode() & EXECUTABLE;
        mode = executable ? mode | bits : mode;
        boolean same = old != null && mode == old.attributes().mode() && digests.get(name).equals(Digests.ofFile(file));
        if (!same) {
            Attributes attributes = old == null ? Attributes.ofRoot(mode, epochSeconds)
                : old.attributes().withMode(mode).withMtime(epochSeconds);
            String place = old == null ? TreePath.child(within, name) : old.path();
            tree.write(place, attributes, new ByteArrayInputStream(Files.readAllBytes(file)));
        }
        return !same;
    }
}
