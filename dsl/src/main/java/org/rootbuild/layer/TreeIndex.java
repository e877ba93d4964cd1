package org.rootbuild.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * A whole tree by path, in memory: the merged sight of a stack of layers. Contents stay on disk. Not safe for use by
 * several threads while it is changed.
 */
public final class TreeIndex implements FileTree {
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private long lastGroup;

    /** A tree with nothing but its root folder (mode 0755, owner 0:0). */
    public TreeIndex(long epochSeconds) {
        entries.put("", new Entry.Folder("", Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
    }

    private TreeIndex(TreeIndex other) {
        entries.putAll(other.entries);
        lastGroup = other.lastGroup;
    }

    /** An independent copy; contents are shared. */
    public TreeIndex copy() {
        return new TreeIndex(this);
    }

    /** Puts the changes of a layer on top. */
    public void apply(Manifest manifest) {
        long base = lastGroup;
        for (Change change : manifest.changes()) {
            if (change instanceof Change.Gone gone) {
                removeWithBelow(gone.path());
            } else if (change instanceof Change.Put put) {
                place(regrouped(put.entry(), base));
            }
        }
    }

    /** Numbers of link groups count from 1 in each layer; here they must not meet those of other layers. */
    private Entry regrouped(Entry entry, long base) {
        if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
            lastGroup = Math.max(lastGroup, base + file.linkGroup());
            return file.inGroup(base + file.linkGroup());
        }
        return entry;
    }

    private void place(Entry entry) {
        Entry before = entries.put(entry.path(), entry);
        if (before instanceof Entry.Folder && !(entry instanceof Entry.Folder)) {
            belowMap(entry.path()).clear();
        }
    }

    private void removeWithBelow(String path) {
        if (entries.remove(path) instanceof Entry.Folder) {
            belowMap(path).clear();
        }
    }

    long newGroup() {
        return ++lastGroup;
    }

    /** Puts back what stood at the path before a change; nothing, where nothing did. */
    public void restore(String path, Optional<Entry> before) {
        if (before.isPresent()) {
            entries.put(path, before.get());
        } else {
            entries.remove(path);
        }
    }

    void set(Entry entry) {
        entries.put(entry.path(), entry);
    }

    void unset(String path) {
        entries.remove(path);
    }

    /** What lies below the folder, as a live part of the map: every such path begins with the folder and a slash. */
    NavigableMap<String, Entry> belowMap(String folder) {
        return folder.isEmpty()
            ? entries.tailMap("", false)
            : entries.subMap(folder + "/", true, folder + "0", false);
    }

    public int size() {
        return entries.size();
    }

    @Override
    public Optional<Entry> get(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    @Override
    public Stream<Entry> entries() {
        return entries.values().stream();
    }

    @Override
    public Stream<Entry> below(String folder) {
        return belowMap(folder).values().stream();
    }

    @Override
    public List<Entry> children(String folder) {
        List<Entry> found = new ArrayList<>();
        String prefix = folder.isEmpty() ? "" : folder + "/";
        String at = entries.higherKey(prefix);
        while (at != null && at.startsWith(prefix)) {
            int slash = at.indexOf('/', prefix.length());
            if (slash < 0) {
                found.add(entries.get(at));
                at = entries.higherKey(at);
            } else {
                // Everything below this child begins with its name and '/'; '0' is the character after '/'.
                at = entries.ceilingKey(at.substring(0, slash) + "0");
            }
        }
        return found;
    }

    /** All names of the file, itself included, in order. */
    List<String> names(Entry.PlainFile file) {
        if (file.linkGroup() == 0) {
            return List.of(file.path());
        }
        return entries.values().stream()
            .filter(entry -> entry instanceof Entry.PlainFile other && other.linkGroup() == file.linkGroup())
            .map(Entry::path).toList();
    }

    /** A person's words for what stands at a path. */
    static String word(Entry entry) {
        return switch (entry.letter()) {
            case 'f' -> "a file";
            case 'd' -> "a folder";
            case 'l' -> "a symbolic link";
            case 'p', 's' -> "a pipe";
            default -> "a device node";
        };
    }

    static String shown(String path) {
        return TreePath.shown(path);
    }
}
