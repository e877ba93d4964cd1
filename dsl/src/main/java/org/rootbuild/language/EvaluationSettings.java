package org.rootbuild.language;

import java.time.Duration;
import java.util.Objects;
import org.rootbuild.secret.GivenSecrets;

/**
 * What evaluating a recipe may know and use of the outside.
 *
 * @param processors what {@code cpus()} answers, at least 1
 * @param timeLimit  how long the script may run before it is taken to be endless
 * @param secrets    what the user gives for secret parameters besides {@code -P}
 */
public record EvaluationSettings(int processors, Duration timeLimit, GivenSecrets secrets) {
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(10);

    public EvaluationSettings {
        if (processors < 1) {
            throw new IllegalArgumentException("at least one processor: " + processors);
        }
        Objects.requireNonNull(timeLimit);
        Objects.requireNonNull(secrets);
    }

    /** Without secrets. */
    public EvaluationSettings(int processors, Duration timeLimit) {
        this(processors, timeLimit, GivenSecrets.none());
    }

    public EvaluationSettings withSecrets(GivenSecrets given) {
        return new EvaluationSettings(processors, timeLimit, given);
    }

    public static EvaluationSettings of(int processors) {
        return new EvaluationSettings(processors, DEFAULT_TIME_LIMIT);
    }
}
