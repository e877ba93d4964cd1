package org.rootbuild.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rootbuild.problem.Failure;

/** A tree that can be read. The root folder is always there, under the empty path. */
public interface FileTree {
    /** The entry of exactly this path; no link is followed. */
    Optional<Entry> get(String path);

    /** Every entry, the root folder first, in string order of the paths: a folder comes before what it holds. */
    Stream<Entry> entries();

    /** What the folder holds directly, in order of the names; empty where there is no such folder. */
    List<Entry> children(String folder);

    /** Everything below the folder at any depth, in order; the folder itself is not among it. */
    default Stream<Entry> below(String folder) {
        return entries().filter(entry -> TreePath.isBelow(entry.path(), folder));
    }

    /**
     * Where the path ends when every link on the way is followed inside the tree ({@code /} is the root of the tree,
     * and {@code ..} never leaves it, as after {@code chroot}). The last name need not exist.
     *
     * @throws Failure when links go round in a circle
     */
    default String follow(String path) throws Failure {
        return LinkWalk.follow(this, path, true);
    }

    /** As {@link #follow}, but the last name itself is not followed when it is a link. */
    default String followParents(String path) throws Failure {
        return LinkWalk.follow(this, path, false);
    }
}
