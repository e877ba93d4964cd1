/**
 * The standard verbs, one class each: what recipes call, and how it is carried out on top of the I/O core. May depend
 * on every package of this module and of {@code dsl}; nothing depends on it.
 */
package org.rootbuild.verbs;
