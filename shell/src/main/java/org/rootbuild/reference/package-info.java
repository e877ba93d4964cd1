/**
 * The reference of the language, made from the words that are registered. May depend on {@code language} and {@code
 * verb}.
 */
package org.rootbuild.reference;
