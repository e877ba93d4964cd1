package org.rootbuild.disk;

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

/** Entries of several trees under one root; holds the entries, not their contents. */
final class UnitedTree implements FileTree {
    /** The character behind {@code /}: where what lies below a folder ends in the order of paths. */
    private static final char BEHIND_SLASH = '/' + 1;

    private final NavigableMap<String, Entry> entries = new TreeMap<>();

    UnitedTree(long epochSeconds) {
        put(new Entry.Folder("", Attributes.ofRoot(Attributes.FOLDER_MODE, epochSeconds)));
    }

    void put(Entry entry) {
        entries.put(entry.path(), entry);
    }

    boolean isEmpty(String folder) {
        String next = entries.higherKey(folder.isEmpty() ? "" : folder + "/");
        return next == null || !TreePath.isBelow(next, folder);
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
    public List<Entry> children(String folder) {
        List<Entry> found = new ArrayList<>();
        String before = folder.isEmpty() ? "" : folder + "/";
        var next = entries.higherEntry(before);
        while (next != null && TreePath.isBelow(next.getKey(), folder)) {
            int slash = next.getKey().indexOf('/', before.length());
            if (slash < 0) {
                found.add(next.getValue());
                next = entries.higherEntry(next.getKey());
            } else {
                next = entries.ceilingEntry(next.getKey().substring(0, slash) + BEHIND_SLASH);
            }
        }
        return found;
    }

    @Override
    public Stream<Entry> below(String folder) {
        return folder.isEmpty() ? entries.tailMap("", false).values().stream()
            : entries.subMap(folder + "/", true, folder + BEHIND_SLASH, false).values().stream();
    }
}
