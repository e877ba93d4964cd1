package org.rootbuild.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A file tree that passes change.
 *
 * @param from    the root that this one begins as; empty for an empty tree
 * @param options what else was said about it
 */
public record Root(String name, Optional<String> from, Fields options, Location location) {
    public Root {
        Objects.requireNonNull(name);
        Objects.requireNonNull(from);
        Objects.requireNonNull(options);
        Objects.requireNonNull(location);
    }
}
