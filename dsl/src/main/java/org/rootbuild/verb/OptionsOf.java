package org.rootbuild.verb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Stands on a verb's map parameter: it takes the {@link Option}s that stand on these classes too. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface OptionsOf {
    /** Classes with {@link Option}s on them; several forms of a word, or several words, may share one. */
    Class<?>[] value();
}
