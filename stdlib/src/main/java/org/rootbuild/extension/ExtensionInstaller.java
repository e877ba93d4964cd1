package org.rootbuild.extension;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * Puts what extensions hold into a root, so that Tiny Core takes them for loaded: {@code /usr/local/tce.installed/NAME}
 * is there for each, which is what {@code tce-load} looks at. Where the extension brings that file, it is its start-up
 * script, and stays as it is; nothing of it is run here.
 *
 * <p>Folders that are in the root already keep their owners and modes, and links to folders stay links: an extension
 * lays itself over a system and does not change it.
 */
public final class ExtensionInstaller {
    /** Where each loaded extension has a file, which is empty or a script. */
    public static final String INSTALLED = "usr/local/tce.installed";
    /** Tiny Core's user {@code tc} and group {@code staff}. */
    public static final long TC = 1001;
    public static final long STAFF = 50;

    private static final int MARK_MODE = 0775;

    private final EditableTree tree;
    private final long epochSeconds;

    /** @param epochSeconds the time of what no extension brings */
    public ExtensionInstaller(EditableTree tree, long epochSeconds) {
        this.tree = Objects.requireNonNull(tree);
        this.epochSeconds = epochSeconds;
    }

    /**
     * What was put into the root.
     *
     * @param files     plain files, links and devices
     * @param sizeBytes of the plain files
     * @param script    whether it has a start-up script
     */
    public record Summary(long files, long sizeBytes, boolean script) {
    }

    /**
     * Puts one extension in.
     *
     * @param mark whether it counts as loaded afterwards
     * @throws Failure where it would replace a folder by something else
     */
    public Summary install(ExtensionName name, FileTree content, boolean mark) throws IOException {
        Map<Long, String> firsts = new HashMap<>();
        long files = 0;
        long sizeBytes = 0;
        for (Entry entry : (Iterable<Entry>) content.entries()::iterator) {
            if (entry instanceof Entry.Folder folder) {
                folder(folder);
                continue;
            }
            place(entry, firsts, name);
            files++;
            sizeBytes += entry instanceof Entry.PlainFile file ? file.content().sizeBytes() : 0;
        }
        if (mark) {
            leaveMark(name);
        }
        boolean script = content.get(mark(name)).filter(ExtensionInstaller::isScript).isPresent();
        return new Summary(files, sizeBytes, script);
    }

    private static boolean isScript(Entry entry) {
        return entry instanceof Entry.PlainFile file && file.content().sizeBytes() > 0;
    }

    private void folder(Entry.Folder folder) throws IOException {
        Optional<Entry> there = folder.path().isEmpty() ? Optional.of(folder)
            : tree.get(tree.follow(folder.path()));
        if (there.isEmpty() || !(there.get() instanceof Entry.Folder)) {
            tree.put(folder);
        }
    }

    private void place(Entry entry, Map<Long, String> firsts, ExtensionName name) throws IOException {
        String place = tree.followParents(entry.path());
        boolean isFolder = tree.get(place).filter(Entry.Folder.class::isInstance).isPresent();
        if (isFolder) {
            throw new Failure("the extension " + name + " has " + TreePath.shown(entry.path())
                + " where the root has a folder", "Take the folder away before, or leave the extension out.");
        }
        if (!(entry instanceof Entry.PlainFile file)) {
            tree.put(entry.at(place));
            return;
        }
        String first = file.linkGroup() == 0 ? null : firsts.putIfAbsent(file.linkGroup(), place);
        if (first == null) {
            tree.write(place, file.attributes(), file.content());
        } else {
            tree.remove(place);
            tree.link(place, first);
        }
    }

    /** Where a root that has that extension has a file. */
    public static String mark(ExtensionName name) {
        return INSTALLED + "/" + name.bare();
    }

    /** Empty, as {@code tce-load} leaves it for what has no script. */
    private void leaveMark(ExtensionName name) throws IOException {
        if (tree.get(tree.follow(INSTALLED)).isEmpty()) {
            tree.put(new Entry.Folder(INSTALLED, Attributes.of(MARK_MODE, 0, STAFF, epochSeconds)));
        }
        String path = mark(name);
        if (tree.get(tree.follow(path)).isEmpty()) {
            tree.write(path, Attributes.of(MARK_MODE, TC, STAFF, epochSeconds), Content.of(""));
        }
    }
}
