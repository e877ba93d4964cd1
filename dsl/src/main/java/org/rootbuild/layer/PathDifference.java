package org.rootbuild.layer;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A path with which two layers do not do the same.
 *
 * @param path      as {@link org.rootbuild.tree.TreePath} spells it
 * @param left      what the one does there; empty where it leaves the path alone
 * @param right     what the other does there
 * @param aspects   how they differ, where both do something
 * @param byteOffset the first byte, from 0, in which two plain files differ; the end of the shorter one, where that is
 *                   how the longer one begins
 */
public record PathDifference(String path, Optional<Change> left, Optional<Change> right, List<Aspect> aspects,
                             OptionalLong byteOffset) {
    public PathDifference {
        Objects.requireNonNull(path);
        Objects.requireNonNull(left);
        Objects.requireNonNull(right);
        aspects = List.copyOf(aspects);
        Objects.requireNonNull(byteOffset);
    }

    /**
     * One thing in which they differ, in words.
     *
     * @param name {@code kind}, {@code mode}, {@code owner}, {@code group}, {@code time}, {@code xattr NAME}, {@code
     *             target}, {@code device}, {@code links}, {@code size} or {@code content}
     */
    public record Aspect(String name, String left, String right) {
        public Aspect {
            Objects.requireNonNull(name);
            Objects.requireNonNull(left);
            Objects.requireNonNull(right);
        }
    }
}
