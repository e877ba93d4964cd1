package org.rootbuild.verb;

import groovy.lang.Closure;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.Secrets;

/**
 * Finds what the model of a recipe on disk does not hold: the closures that the recipe wrote for its steps, of which it
 * has their texts and what they capture, and the secrets that it was given.
 */
@FunctionalInterface
public interface Closures {
    /**
     * The closure that the model holds as this code; a new object each time, so that its delegate may be set.
     *
     * @throws Failure when the recipe has to be read again for it, and was changed or cannot be read
     */
    Closure<?> closure(Value.Code code) throws Failure, InterruptedException;

    /** What was given for the recipe's secret parameters, of which the model holds only digests. */
    default Secrets secrets() {
        return Secrets.none();
    }
}
