/**
 * What a person says at the prompt that is no command: Groovy, which is evaluated, and parts of a recipe, which become
 * its text. Knows no terminal. May depend on {@code language}, {@code model}, {@code plan}, {@code problem},
 * {@code session} and {@code verb}.
 */
package org.rootbuild.draft;
