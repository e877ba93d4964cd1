package org.rootbuild.fat;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** Collects what of a tree FAT cannot hold, so that a person sees all of it at once. */
final class Unholdable {
    private static final int SHOWN = 20;

    private final List<String> found = new ArrayList<>();
    private long count;

    void add(String path, String why) {
        count++;
        if (found.size() < SHOWN) {
            found.add(TreePath.shown(path) + " " + why);
        }
    }

    void refuse() throws Failure {
        if (count > 0) {
            throw new Failure("FAT cannot hold " + (count == 1 ? "what is in the tree: "
                : count + " entries of the tree: ")
                + String.join("; ", found) + (count > SHOWN ? "; and " + (count - SHOWN) + " more" : ""),
                "Leave them out, rename them, have links followed or left out, or take a filesystem such as ext4.");
        }
    }
}
