/**
 * What a verb of the language is to the engine, and how it is registered: a class that implements one of the kinds of
 * {@link org.rootbuild.verb.Verb}, has static extension methods for recipes to call, and is named in
 * {@code META-INF/services/org.rootbuild.verb.Verb}. May depend on {@code model}, {@code tree}, {@code event},
 * {@code secret} and {@code problem}.
 */
package org.rootbuild.verb;
