package org.rootbuild.overlay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rootbuild.layer.Change;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/**
 * What one layer, or several on top of each other, do to the tree below them. Unlike a list of changes it can say of a
 * folder that it takes the place of what was there, with everything in it.
 */
final class Delta {
    private final NavigableMap<String, Change> changes = new TreeMap<>();
    private final Set<String> opaque = new HashSet<>();
    private long lastGroup;

    static Delta of(List<Change> changes) {
        Delta delta = new Delta();
        delta.add(changes);
        return delta;
    }

    /** Puts the changes of a layer on top. */
    void add(List<Change> layer) {
        // Numbers of link groups count from 1 in each layer.
        Map<Long, Long> groups = new HashMap<>();
        for (Change change : layer) {
            if (change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
                    && file.linkGroup() != 0) {
                long group = groups.computeIfAbsent(file.linkGroup(), number -> ++lastGroup);
                add(new Change.Put(file.inGroup(group)));
            } else {
                add(change);
            }
        }
    }

    private void add(Change change) {
        Change before = changes.put(change.path(), change);
        if (!(folder(change))) {
            opaque.remove(change.path());
            clearBelow(change.path());
        } else if (before != null && !folder(before)) {
            opaque.add(change.path());
        }
    }

    private static boolean folder(Change change) {
        return change instanceof Change.Put put && put.entry() instanceof Entry.Folder;
    }

    private void clearBelow(String path) {
        var below = changes.subMap(path + "/", path + "0");
        opaque.removeAll(below.keySet());
        below.clear();
    }

    /** In string order: a folder before what it holds. */
    Iterable<Change> changes() {
        return changes.values();
    }

    /** Whether nothing of what lies below the folder may be seen in it. */
    boolean isOpaque(String folder) {
        return opaque.contains(folder);
    }

    /**
     * The folders on the way to what is changed that are not changed themselves, with the attributes that they have: a
     * layer that is stacked shows its own folders' attributes, not those of the same folders below it.
     *
     * @param tree the tree with these changes in it
     */
    NavigableMap<String, Attributes> foldersOnTheWay(FileTree tree) {
        NavigableMap<String, Attributes> found = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        addOnTheWay("", tree, found);
        seen.add("");
        for (String path : changes.keySet()) {
            for (String at = TreePath.parent(path); seen.add(at); at = TreePath.parent(at)) {
                addOnTheWay(at, tree, found);
            }
        }
        return found;
    }

    private void addOnTheWay(String path, FileTree tree, Map<String, Attributes> found) {
        if (!changes.containsKey(path)) {
            Entry folder = tree.get(path).or(() -> tree.get("")).orElseThrow();
            found.put(path, folder.attributes());
        }
    }

    /** Every path that is changed or on the way to one. */
    NavigableMap<String, Change> byPath() {
        return changes;
    }

    /** The names of plain files by their link group; those that have no other name are missing. */
    Map<Long, Set<String>> namesOfGroups() {
        Map<Long, Set<String>> names = new HashMap<>();
        for (Change change : changes.values()) {
            if (change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile file
                    && file.linkGroup() != 0) {
                names.computeIfAbsent(file.linkGroup(), group -> new TreeSet<>()).add(file.path());
            }
        }
        return names;
    }
}
