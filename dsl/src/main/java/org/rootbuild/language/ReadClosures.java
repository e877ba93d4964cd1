package org.rootbuild.language;

import groovy.lang.Closure;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.secret.Secrets;
import org.rootbuild.verb.Closures;

/** The closures and secrets of a recipe that was just evaluated. */
record ReadClosures(DeferredCode code, Secrets secrets) implements Closures {
    @Override
    public Closure<?> closure(Value.Code wanted) throws Failure {
        return (Closure<?>) code.find(wanted).orElseThrow(() -> new Failure(
            "looking up the code of a step found none with that text", "Read the recipe again: reload.")).clone();
    }
}
