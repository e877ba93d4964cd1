package org.rootbuild.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/**
 * How many names the files of a tree have, for those that have several. Finding out needs a walk through the tree
 * before the one that writes; a tree that is not large is remembered, since walking a folder of the host is slow.
 */
final class LinkGroups {
    private static final int ENTRIES_KEPT = 50_000;

    private final FileTree tree;
    private final Map<Long, Integer> names = new HashMap<>();
    private final List<Entry> kept = new ArrayList<>();
    private boolean complete = true;

    private LinkGroups(FileTree tree) {
        this.tree = tree;
    }

    static LinkGroups of(FileTree tree) {
        LinkGroups groups = new LinkGroups(tree);
        try (Stream<Entry> entries = tree.entries()) {
            entries.forEach(groups::add);
        }
        return groups;
    }

    private void add(Entry entry) {
        if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
            names.merge(file.linkGroup(), 1, Integer::sum);
        }
        if (complete && kept.size() == ENTRIES_KEPT) {
            complete = false;
            kept.clear();
        }
        if (complete) {
            kept.add(entry);
        }
    }

    /** The entries of the tree, in its order. */
    Stream<Entry> entries() {
        return complete ? kept.stream() : tree.entries();
    }

    int names(Entry.PlainFile file) {
        return file.linkGroup() == 0 ? 1 : names.getOrDefault(file.linkGroup(), 1);
    }
}
