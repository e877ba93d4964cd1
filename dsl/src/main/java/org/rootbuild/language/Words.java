package org.rootbuild.language;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a class: its public methods are words of the language, and its values may be held by a recipe. On a method: that
 * method is. Such a method must do nothing but describe: a recipe calls it while it is being read. The extension
 * methods of a registered {@link org.rootbuild.verb.Verb} are words without it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Words {
}
