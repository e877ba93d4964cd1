package org.rootbuild.ext;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** What a tree holds that a filesystem cannot; all of it is said at once. */
final class Problems {
    private static final int SHOWN = 20;

    private final List<String> sentences = new ArrayList<>();
    private int more;

    /** Notes one: {@code /path reason}. */
    void add(String path, String reason) {
        if (sentences.size() < SHOWN) {
            sentences.add(TreePath.shown(path) + " " + reason);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    /** @throws Failure when there are any */
    void report(String kind) throws Failure {
        if (!sentences.isEmpty()) {
            throw new Failure(kind + " cannot hold what is in the tree: " + String.join("; ", sentences)
                + (more > 0 ? "; and " + more + " more" : ""),
                "Change or leave out what is named, or take a filesystem or options that can hold it.");
        }
    }
}
