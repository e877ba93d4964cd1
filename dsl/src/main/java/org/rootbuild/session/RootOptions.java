package org.rootbuild.session;

import java.util.Optional;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** What a recipe says about a root as a whole that the engine itself heeds. */
final class RootOptions {
    /** A flag: the host's own folders lie below the root's layers. */
    private static final String ON_HOST = "onHost";
    /** The folder of the tree that the root's passes take for their root. */
    private static final String CHROOT = "chroot";

    private RootOptions() {
    }

    /** Whether the root, or one that it begins as, began with the host. */
    static boolean onHost(Recipe recipe, String name) {
        Optional<Root> root = recipe.root(name);
        while (root.isPresent() && !root.get().options().flag(ON_HOST)) {
            root = root.get().from().flatMap(recipe::root);
        }
        return root.isPresent();
    }

    /** The spelling of a tree's paths; empty for the root itself. */
    static String chroot(Recipe recipe, String name) throws Failure {
        Optional<Value> folder = recipe.root(name).flatMap(root -> root.options().find(CHROOT));
        return folder.isPresent() && folder.get() instanceof Value.Text text ? TreePath.of(text.text()) : "";
    }
}
