package org.rootbuild.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * A whole tree by path, in memory: the merged sight of a stack of layers. Contents stay on disk. Not safe for use by
 * several threads while it is changed.
 */
public final class TreeIndex implements FileTree {
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    private final Map<Long, NavigableSet<String>> namesOfGroup = new HashMap<>();
    private long lastGroup;

    /** A tree with nothing but its root folder (mode 0755, owner 0:0). */
    public TreeIndex(long epochSeconds) {
        entries.put("", new Entry.Folder("", Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
    }

    private TreeIndex(TreeIndex other) {
        entries.putAll(other.entries);
        other.namesOfGroup.forEach((group, names) -> namesOfGroup.put(group, new TreeSet<>(names)));
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
        boolean hides = !(entry instanceof Entry.Folder) && entries.get(entry.path()) instanceof Entry.Folder;
        set(entry);
        if (hides) {
            List.copyOf(belowMap(entry.path()).keySet()).forEach(this::unset);
        }
    }

    private void removeWithBelow(String path) {
        boolean hides = entries.get(path) instanceof Entry.Folder;
        unset(path);
        if (hides) {
            List.copyOf(belowMap(path).keySet()).forEach(this::unset);
        }
    }

    long newGroup() {
        return ++lastGroup;
    }

    /** Groups made from now on have higher numbers. */
    long lastGroup() {
        return lastGroup;
    }

    /** Puts back what stood at the path before a change; nothing, where nothing did. */
    public void restore(String path, Optional<Entry> before) {
        before.ifPresentOrElse(this::set, () -> unset(path));
    }

    void set(Entry entry) {
        leaveGroup(entries.put(entry.path(), entry));
        if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
            namesOfGroup.computeIfAbsent(file.linkGroup(), group -> new TreeSet<>()).add(file.path());
        }
    }

    void unset(String path) {
        leaveGroup(entries.remove(path));
    }

    private void leaveGroup(Entry entry) {
        if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
            NavigableSet<String> names = namesOfGroup.get(file.linkGroup());
            names.remove(file.path());
            if (names.isEmpty()) {
                namesOfGroup.remove(file.linkGroup());
            }
        }
    }

    /** What lies below the folder, as a live sight of it: every such path begins with the folder and a slash. */
    NavigableMap<String, Entry> belowMap(String folder) {
        return Collections.unmodifiableNavigableMap(folder.isEmpty()
            ? entries.tailMap("", false)
            : entries.subMap(folder + "/", true, folder + "0", false));
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
        return file.linkGroup() == 0 ? List.of(file.path()) : List.copyOf(namesOfGroup.get(file.linkGroup()));
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
}
