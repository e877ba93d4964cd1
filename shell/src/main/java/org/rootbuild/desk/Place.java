package org.rootbuild.desk;

import java.util.Objects;
import java.util.Optional;

/** A node of a plan, or a step of it. */
public record Place(String node, Optional<String> step) {
    public Place {
        Objects.requireNonNull(node);
        Objects.requireNonNull(step);
    }

    /** {@code NODE} or {@code NODE/STEP}. */
    public static Place of(String typed) {
        int slash = typed.indexOf('/');
        return slash < 0 ? new Place(typed, Optional.empty())
            : new Place(typed.substring(0, slash), Optional.of(typed.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return node + step.map(name -> "/" + name).orElse("");
    }
}
