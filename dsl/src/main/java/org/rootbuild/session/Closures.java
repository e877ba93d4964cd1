package org.rootbuild.session;

import groovy.lang.Closure;
import java.io.IOException;
import org.rootbuild.model.Value;

/** Finds the live closure that a recipe wrote; the model on disk holds only its text and what it captured. */
@FunctionalInterface
public interface Closures {
    Closure<?> closure(Value.Code code) throws IOException, InterruptedException;
}
