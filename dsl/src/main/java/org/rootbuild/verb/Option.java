package org.rootbuild.verb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A named argument of a verb: stands, once for each name, on the verb's map parameter, or on a class that the parameter
 * names with {@link OptionsOf}. The recipe's type checker knows no others, and checks their types.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.TYPE})
@Repeatable(Option.Many.class)
public @interface Option {
    /** As recipes write it before the colon. */
    String name();

    /** What it must be; a primitive's wrapper for numbers and flags. */
    Class<?> type();

    /** One sentence. */
    String about();

    boolean required() default false;

    /** Holds several of them. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.TYPE})
    @interface Many {
        Option[] value();
    }
}
