package org.rootbuild.mkfs;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** Entries of a tree that a tool cannot hold, as a sentence names them. */
final class Losses {
    private static final int NAMED = 5;

    private Losses() {
    }

    /** {@code /a, /b and 3 more}; empty where there is none. */
    static Optional<String> of(FileTree tree, Predicate<Entry> lost) {
        List<String> paths;
        try (Stream<Entry> entries = tree.entries()) {
            paths = entries.filter(lost).map(entry -> TreePath.shown(entry.path())).toList();
        }
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        String first = String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())));
        return Optional.of(paths.size() > NAMED ? first + " and " + (paths.size() - NAMED) + " more" : first);
    }

    static boolean isSocket(Entry entry) {
        return entry instanceof Entry.Pipe pipe && pipe.socket();
    }
}
