package org.rootbuild.session;

import java.util.Objects;

/**
 * Where a session stands: before a step of a node.
 *
 * @param step  the step's name; for a source the word {@code fetch}
 * @param state of the node
 */
public record Position(String node, String step, State state) {
    public Position {
        Objects.requireNonNull(node);
        Objects.requireNonNull(step);
        Objects.requireNonNull(state);
    }
}
