package org.rootbuild.overlay;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which part of what programs changed counts.
 *
 * @param leftOut     paths that do not, with all below them
 * @param mountPoints paths over which other things were mounted: an empty folder or file there is no change
 * @param host        the folder whose top-level folders lay below everything
 */
public record Scope(Predicate<String> leftOut, Set<String> mountPoints, Optional<Path> host) {
    public Scope {
        Objects.requireNonNull(leftOut);
        mountPoints = Set.copyOf(mountPoints);
        Objects.requireNonNull(host);
    }

    /** All of it, but for some paths. */
    public static Scope without(Predicate<String> leftOut) {
        return new Scope(leftOut, Set.of(), Optional.empty());
    }
}
