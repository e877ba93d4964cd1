/**
 * What editors need to know of recipes, made from the verbs: a description of the language for IntelliJ, grammars in
 * TextMate's format and a list of words for VS Code. May depend on {@code language} and {@code verb}.
 */
package org.rootbuild.assist.editor;
