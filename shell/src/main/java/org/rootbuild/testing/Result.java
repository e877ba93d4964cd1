package org.rootbuild.testing;

import java.util.Objects;
import java.util.Optional;

/**
 * How one feature ended, or one line of its table.
 *
 * @param spec    the specification's name
 * @param name    the feature's sentence
 * @param outcome what came of it
 * @param thrown  what it failed with
 * @param why     it was skipped; else empty
 */
record Result(String spec, String name, Outcome outcome, long millis, Optional<Throwable> thrown, String why) {
    enum Outcome { HELD, FAILED, SKIPPED }

    Result {
        Objects.requireNonNull(spec);
        Objects.requireNonNull(name);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(thrown);
        Objects.requireNonNull(why);
    }

    boolean isFailed() {
        return outcome == Outcome.FAILED;
    }
}
