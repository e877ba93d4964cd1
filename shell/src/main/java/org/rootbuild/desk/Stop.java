package org.rootbuild.desk;

import java.util.Objects;
import java.util.Optional;
import org.rootbuild.session.Outcome;

/**
 * Why a run stopped.
 *
 * @param outcome    how far the session got
 * @param breakpoint the one that stopped it, if one did
 */
public record Stop(Outcome outcome, Optional<Breakpoint> breakpoint) {
    public Stop {
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(breakpoint);
    }

    static Stop of(Outcome outcome) {
        return new Stop(outcome, Optional.empty());
    }
}
