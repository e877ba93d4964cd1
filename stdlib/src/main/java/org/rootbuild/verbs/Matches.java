package org.rootbuild.verbs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;

/** The entries of a root that paths and patterns stand for. */
final class Matches {
    private Matches() {
    }

    /** @throws Failure when one of them stands for nothing */
    static List<Entry> of(FileTree tree, Collection<String> patterns) throws Failure {
        List<Entry> found = new ArrayList<>();
        for (String pattern : patterns) {
            List<Entry> some = Glob.of(pattern).in(tree);
            if (some.isEmpty()) {
                throw nothing(tree, pattern);
            }
            found.addAll(some);
        }
        return found;
    }

    static Failure nothing(FileTree tree, String pattern) throws Failure {
        Glob glob = Glob.of(pattern);
        String sentence = (glob.isPlain() ? "there is no " + glob + " in the root"
            : "nothing in the root matches " + glob);
        Optional<String> near = near(tree, pattern);
        return new Failure(sentence + near.map(path -> "; there is " + path).orElse(""),
            "Correct the path, or make it in an earlier step.");
    }

    private static Optional<String> near(FileTree tree, String pattern) throws Failure {
        String folder = TreePath.parent(TreePath.of(pattern));
        List<String> names = tree.children(folder).stream().map(entry -> TreePath.name(entry.path())).toList();
        return Suggestion.nearest(TreePath.name(pattern), names)
            .map(name -> TreePath.shown(TreePath.child(folder, name)));
    }
}
