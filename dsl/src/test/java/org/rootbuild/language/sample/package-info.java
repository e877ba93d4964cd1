/** Verbs for the language's own tests, written as those of a library are. */
package org.rootbuild.language.sample;
