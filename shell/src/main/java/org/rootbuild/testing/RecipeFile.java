package org.rootbuild.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which recipe a specification is about, where its own name does not say so. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RecipeFile {
    /** The script, relative to the folder of the specification. */
    String value();
}
