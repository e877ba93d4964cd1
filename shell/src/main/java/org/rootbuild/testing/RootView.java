package org.rootbuild.testing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.tree.Entry;
import org.rootbuild.tree.FileTree;
import org.rootbuild.tree.Glob;
import org.rootbuild.tree.TreePath;

/** A root as its finished passes left it, or the files in a partition of an image. */
public final class RootView {
    private final String called;
    private final FileTree tree;

    RootView(String name, TreeIndex tree) {
        this("the root '" + name + "'", (FileTree) tree);
    }

    /** @param called as sentences speak of it */
    RootView(String called, FileTree tree) {
        this.called = called;
        this.tree = tree;
    }

    /** {@code root('system')['/init']}: what stands at exactly that path; it may be nothing. */
    public FileView getAt(String path) throws IOException {
        String place = tree.followParents(TreePath.of(path));
        return new FileView(path, tree.get(place), "there is no " + path + " in " + called + "."
            + near(place).orElse(""));
    }

    private Optional<String> near(String place) {
        List<String> names = tree.children(TreePath.parent(place)).stream().map(one -> TreePath.name(one.path()))
            .toList();
        return Suggestion.nearest(TreePath.name(place), names).map(near -> " There is "
            + TreePath.shown(TreePath.child(TreePath.parent(place), near)) + ".");
    }

    /** Whether something stands there, links on the way and at the end followed. */
    public boolean has(String path) throws IOException {
        return tree.get(tree.follow(TreePath.of(path))).isPresent();
    }

    /** Everything in it, sorted, each path beginning with a slash. */
    public List<String> getPaths() {
        return tree.entries().map(Entry::path).filter(path -> !path.isEmpty()).map(TreePath::shown).toList();
    }

    /** Paths that a pattern stands for, such as {@code /usr/bin/*}. */
    public List<String> find(String pattern) throws IOException {
        return Glob.of(pattern).in(tree).stream().map(entry -> TreePath.shown(entry.path())).sorted().toList();
    }

    @Override
    public String toString() {
        return called + ", with " + (tree.entries().count() - 1) + " entries";
    }
}
