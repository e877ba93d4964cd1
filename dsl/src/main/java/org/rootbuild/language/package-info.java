/**
 * The recipe language: compiles a recipe script, checks its types and that reading it touches nothing, evaluates it
 * once into a {@link org.rootbuild.model.Recipe}, and remembers both. Knows no verb but the words on numbers; verbs
 * come from {@link org.rootbuild.language.VerbRegistry}. May depend on {@code model}, {@code verb}, {@code codec},
 * {@code problem}, {@code secret}, {@code tree} (patterns) and Groovy, on {@code event} only through {@code verb}.
 */
package org.rootbuild.language;
