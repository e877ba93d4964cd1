package org.rootbuild.session;

import java.util.Optional;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/**
 * What a recipe says about a root as a whole that the engine itself heeds.
 *
 * @param onHost whether the host's own folders lie below the root's layers
 * @param beside whether programs run beside those of the host, on a plain copy of the root
 * @param chroot the folder of the tree that the root's passes take for their root, spelt as trees do; empty for the
 *               root itself
 */
record RootOptions(boolean onHost, boolean beside, String chroot) {
    private static final String ON_HOST = "onHost";
    private static final String CHROOT = "chroot";

    /** @param besideAlways whether that holds for every root */
    static RootOptions of(Recipe recipe, String name, boolean besideAlways) throws Failure {
        boolean beside = besideAlways || recipe.root(name).filter(Root::isBeside).isPresent();
        return new RootOptions(onHost(recipe, name), beside, chroot(recipe, name));
    }

    /** Whether the root, or one that it begins as, began with the host. */
    private static boolean onHost(Recipe recipe, String name) {
        Optional<Root> root = recipe.root(name);
        while (root.isPresent() && !root.get().options().flag(ON_HOST)) {
            root = root.get().from().flatMap(recipe::root);
        }
        return root.isPresent();
    }

    private static String chroot(Recipe recipe, String name) throws Failure {
        Optional<Value> folder = recipe.root(name).flatMap(root -> root.options().find(CHROOT));
        return folder.isPresent() && folder.get() instanceof Value.Text text ? TreePath.of(text.text()) : "";
    }
}
