package org.rootbuild.verb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on a closure parameter whose closure runs in a step and not while the recipe is read. Everything is allowed in
 * it, and it must be written in place, so that its text is known.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Deferred {
}
