package org.rootbuild.session;

import java.util.Objects;

/**
 * How a session builds.
 *
 * @param isolation how programs are kept apart from the host
 * @param clean     whether layers that a person had a hand in are made again
 */
public record Manner(Isolation isolation, boolean clean) {
    /** As usual: what the host allows, and what was touched stays. */
    public static final Manner USUAL = new Manner(Isolation.AUTO, false);

    /** How programs are kept apart from the host. */
    public enum Isolation {
        /** As {@link #OVERLAY}; where the host does not allow that, steps that run programs fail and say so. */
        AUTO,
        /** In namespaces of their own, on an overlay. */
        OVERLAY,
        /** Not at all: on a plain copy of the root. */
        NONE
    }

    public Manner {
        Objects.requireNonNull(isolation);
    }
}
