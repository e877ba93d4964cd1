package org.rootbuild.tree;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/** Follows symbolic links without leaving a tree. */
final class LinkWalk {
    /** As many links as Linux follows in one path (path_resolution(7)). */
    private static final int LINK_LIMIT = 40;

    private LinkWalk() {
    }

    static String follow(FileTree tree, String path, boolean lastToo) throws Failure {
        Deque<String> todo = new ArrayDeque<>(names(path));
        String at = "";
        int links = 0;
        while (!todo.isEmpty()) {
            String name = todo.pop();
            if (name.equals("..")) {
                at = TreePath.parent(at);
                continue;
            }
            String next = TreePath.child(at, name);
            Optional<Entry> entry = tree.get(next);
            boolean follows = lastToo || !todo.isEmpty();
            if (follows && entry.isPresent() && entry.get() instanceof Entry.Symlink link) {
                if (++links > LINK_LIMIT) {
                    throw new Failure("the links of " + TreePath.shown(path) + " go round in a circle",
                        "Remove one of the links, beginning with " + TreePath.shown(next) + ".");
                }
                List<String> target = names(link.target());
                Collections.reverse(target);
                target.forEach(todo::push);
                at = link.target().startsWith("/") ? "" : at;
            } else {
                at = next;
            }
        }
        return at;
    }

    private static List<String> names(String path) {
        List<String> names = new java.util.ArrayList<>(Arrays.asList(path.split("/")));
        names.removeIf(name -> name.isEmpty() || name.equals("."));
        return names;
    }
}
