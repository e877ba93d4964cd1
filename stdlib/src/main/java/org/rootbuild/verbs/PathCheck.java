package org.rootbuild.verbs;

import java.util.List;
import org.rootbuild.language.PassSpec;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** Finds paths that no root can have while the recipe is read, instead of when the step runs. */
final class PathCheck {
    private PathCheck() {
    }

    /** @param paths paths or patterns; an empty one is most likely a variable that holds nothing */
    static void check(PassSpec pass, String... paths) {
        for (String path : paths) {
            if (path.isBlank()) {
                pass.problem("a path is empty", "Write '/' where the root itself is meant.");
                continue;
            }
            try {
                TreePath.of(path);
            } catch (Failure impossible) {
                pass.problem(impossible.getMessage(), impossible.remedy());
            }
        }
    }

    static List<String> checked(PassSpec pass, String... paths) {
        check(pass, paths);
        return List.of(paths);
    }
}
