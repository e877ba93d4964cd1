package org.rootbuild.verb;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The words about a verb or an argument that the reference, the shell and error messages show. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Doc {
    /** One or more sentences. */
    String value();

    /** Lines of a recipe that show it. */
    String[] examples() default {};
}
