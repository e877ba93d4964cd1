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
    /** The label of the option that says how programs are kept apart from the host. */
    public static final String ISOLATION = "isolation";
    /** What it says where they are not. */
    public static final String BESIDE = "none";

    public Root {
        Objects.requireNonNull(name);
        Objects.requireNonNull(from);
        Objects.requireNonNull(options);
        Objects.requireNonNull(location);
    }

    /** Whether the recipe wants programs to run beside those of the host, on a plain copy of the root. */
    public boolean isBeside() {
        return options.findText(ISOLATION).equals(Optional.of(BESIDE));
    }
}
