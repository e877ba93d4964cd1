package org.rootbuild.verb;

import groovy.lang.Closure;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;

/**
 * Finds the closures that a recipe wrote for its steps; the model on disk holds only their texts and what they capture.
 */
@FunctionalInterface
public interface Closures {
    /**
     * The closure that the model holds as this code; a new object each time, so that its delegate may be set.
     *
     * @throws Failure when the recipe has to be read again for it, and was changed or cannot be read
     */
    Closure<?> closure(Value.Code code) throws Failure, InterruptedException;
}
