/**
 * What a person at the prompt or in an editor is told while writing: completion, hints, colours, and whether a text is
 * whole. Functions of text and of what there is to name; no terminal, no session, no compiler. May depend on {@code
 * language}, {@code model} and {@code verb}.
 */
package org.rootbuild.assist;
