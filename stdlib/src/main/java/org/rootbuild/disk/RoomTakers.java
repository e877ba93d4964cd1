package org.rootbuild.disk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rootbuild.model.Size;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.TreePath;

/** What in a tree takes the most room, for a person who has to make it smaller. */
final class RoomTakers {
    private static final int SHOWN = 4;
    private static final int DEEPEST = 5;

    private final Map<String, Long> bytes = new HashMap<>();

    private RoomTakers(FileTree tree) {
        tree.entries().forEach(entry -> {
            if (entry instanceof Entry.PlainFile file) {
                count(file.path(), file.content().sizeBytes());
            }
        });
    }

    private void count(String path, long size) {
        int slash = path.indexOf('/');
        for (int depth = 1; depth < DEEPEST && slash >= 0; depth++) {
            bytes.merge(path.substring(0, slash), size, Long::sum);
            slash = path.indexOf('/', slash + 1);
        }
        bytes.merge(slash < 0 ? path : path.substring(0, slash), size, Long::sum);
    }

    /** {@code The most room take /usr/lib (310 MiB) and /boot (64 MiB).}; empty where nothing takes any. */
    static String sentence(FileTree tree) {
        RoomTakers takers = new RoomTakers(tree);
        String list = takers.bytes.entrySet().stream()
            .filter(one -> TreePath.parent(one.getKey()).isEmpty() && one.getValue() > 0)
            .map(one -> takers.narrowed(one.getKey()))
            .sorted(Comparator.<String>comparingLong(path -> -takers.bytes.get(path)).thenComparing(path -> path))
            .limit(SHOWN).map(path -> TreePath.shown(path) + " (" + new Size(takers.bytes.get(path)) + ")")
            .collect(Collectors.joining(", "));
        return list.isEmpty() ? "" : "The most room is taken by " + list + ".";
    }

    /** The deepest folder below it that holds most of what it holds. */
    private String narrowed(String path) {
        Optional<String> most = bytes.keySet().stream()
            .filter(one -> TreePath.parent(one).equals(path) && bytes.get(one) * 5 >= bytes.get(path) * 4).findFirst();
        return most.map(this::narrowed).orElse(path);
    }
}
