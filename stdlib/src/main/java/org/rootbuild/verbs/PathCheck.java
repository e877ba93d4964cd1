package org.rootbuild.verbs;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.rootbuild.language.PassSpec;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.TreePath;

/** Finds paths that no root can have while the recipe is read, instead of when the step runs. */
final class PathCheck {
    private PathCheck() {
    }

    /** @param paths paths or patterns; an empty one is most likely a variable that holds nothing */
    static void check(PassSpec pass, String... paths) {
        check(pass::problem, paths);
    }

    private static void check(BiConsumer<String, String> problem, String... paths) {
        for (String path : paths) {
            if (path.isBlank()) {
                problem.accept("a path is empty", "Write '/' where the root itself is meant.");
                continue;
            }
            try {
                TreePath.of(Place.of(path));
            } catch (Failure impossible) {
                problem.accept(impossible.getMessage(), impossible.remedy());
            }
        }
    }

    /** The path from the root on: a relative one lies in the build folder. */
    static String checked(PassSpec pass, String path) {
        return checked(pass::problem, path);
    }

    /** The folder from the root on, without anything in its spelling that does not matter. */
    static String folder(PassSpec pass, String path) {
        String place = checked(pass, path);
        try {
            return TreePath.shown(TreePath.of(place));
        } catch (Failure alreadySaid) {
            return place;
        }
    }

    static String checked(BiConsumer<String, String> problem, String path) {
        check(problem, path);
        return Place.of(path);
    }

    /** For words that take at least one path: the type checker tells texts from named arguments only so. */
    static String[] all(String path, String... more) {
        return Stream.concat(Stream.of(path), Arrays.stream(more)).toArray(String[]::new);
    }

    static List<String> checked(PassSpec pass, String... paths) {
        check(pass, paths);
        return Place.of(List.of(paths));
    }
}
