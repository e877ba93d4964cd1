package org.rootbuild.iso;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** What an ISO holds, in one of its name spaces. Safe for use by several threads. */
final class IsoTree implements FileTree {
    private final TreeMap<String, Entry> entries;
    private final Map<String, List<Entry>> children;

    /**
     * @param entries  by path, the root with them
     * @param children of each folder, in order
     */
    IsoTree(TreeMap<String, Entry> entries, Map<String, List<Entry>> children) {
        this.entries = entries;
        this.children = children;
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
        return children.getOrDefault(folder, List.of());
    }

    /** What is below a folder has its path and a slash in front, and 0 is the character behind the slash. */
    @Override
    public Stream<Entry> below(String folder) {
        return folder.isEmpty() ? entries().skip(1)
            : entries.subMap(folder + "/", folder + "0").values().stream();
    }
}
