package org.rootbuild.session;

import java.util.Objects;

/**
 * A failure that the journal remembers.
 *
 * @param step empty where no step was running
 */
public record EarlierFailure(String node, String step, String message, String remedy) {
    public EarlierFailure {
        Objects.requireNonNull(node);
        Objects.requireNonNull(step);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
    }
}
