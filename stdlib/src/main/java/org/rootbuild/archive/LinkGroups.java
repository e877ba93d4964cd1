package org.rootbuild.archive;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;

/** How many names the files of a tree have, for those that have several. */
final class LinkGroups {
    private final Map<Long, Integer> names = new HashMap<>();

    static LinkGroups of(FileTree tree) {
        LinkGroups groups = new LinkGroups();
        try (Stream<Entry> entries = tree.entries()) {
            entries.forEach(entry -> {
                if (entry instanceof Entry.PlainFile file && file.linkGroup() != 0) {
                    groups.names.merge(file.linkGroup(), 1, Integer::sum);
                }
            });
        }
        return groups;
    }

    int names(Entry.PlainFile file) {
        return file.linkGroup() == 0 ? 1 : names.getOrDefault(file.linkGroup(), 1);
    }
}
