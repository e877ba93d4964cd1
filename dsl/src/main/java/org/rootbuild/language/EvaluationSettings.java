package org.rootbuild.language;

import java.time.Duration;
import java.util.Objects;

/**
 * What evaluating a recipe may know and use of the outside.
 *
 * @param processors what {@code cpus()} answers, at least 1
 * @param timeLimit  how long the script may run before it is taken to be endless
 */
public record EvaluationSettings(int processors, Duration timeLimit) {
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(10);

    public EvaluationSettings {
        if (processors < 1) {
            throw new IllegalArgumentException("at least one processor: " + processors);
        }
        Objects.requireNonNull(timeLimit);
    }

    public static EvaluationSettings of(int processors) {
        return new EvaluationSettings(processors, DEFAULT_TIME_LIMIT);
    }
}
