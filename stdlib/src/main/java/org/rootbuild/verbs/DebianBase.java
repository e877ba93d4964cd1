package org.rootbuild.verbs;

import java.util.Objects;
import org.rootbuild.debian.BaseSystem;

/** A base system of a suite, as a recipe holds it. */
public record DebianBase(DebianSuite suite, BaseSystem system) {
    public DebianBase {
        Objects.requireNonNull(suite);
        Objects.requireNonNull(system);
    }
}
