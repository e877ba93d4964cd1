package org.rootbuild.session;

import groovy.lang.Closure;
import java.io.IOException;

/** Finds the live closure that a recipe wrote for a step; the model on disk holds only its text. */
@FunctionalInterface
public interface Closures {
    Closure<?> closure(String node, String step) throws IOException;
}
