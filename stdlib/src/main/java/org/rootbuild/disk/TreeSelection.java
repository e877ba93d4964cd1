package org.rootbuild.disk;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Glob;

/**
 * Which part of a tree is put where.
 *
 * @param from    the folder whose contents are taken, as {@link org.rootbuild.tree.TreePath} spells it
 * @param into    the folder that they are put into
 * @param only    what is taken, relative to {@code from}; all where there is none
 * @param without what is not taken
 */
public record TreeSelection(String from, String into, List<Glob> only, List<Glob> without) {
    /** Everything, to the same place. */
    public static final TreeSelection ALL = new TreeSelection("", "", List.of(), List.of());

    public TreeSelection {
        only = List.copyOf(only);
        without = List.copyOf(without);
    }

    /** With patterns as recipes write them. */
    public static TreeSelection of(String from, String into, List<String> only, List<String> without) throws Failure {
        return new TreeSelection(from, into, globs(only), globs(without));
    }

    private static List<Glob> globs(List<String> texts) throws Failure {
        List<Glob> globs = new ArrayList<>();
        for (String text : texts) {
            globs.add(Glob.of(text));
        }
        return globs;
    }

    boolean isAll() {
        return from.isEmpty() && into.isEmpty() && only.isEmpty() && without.isEmpty();
    }

    /** @param path relative to {@link #from} */
    boolean takes(String path) {
        return (only.isEmpty() || only.stream().anyMatch(glob -> glob.covers(path)))
            && without.stream().noneMatch(glob -> glob.covers(path));
    }
}
