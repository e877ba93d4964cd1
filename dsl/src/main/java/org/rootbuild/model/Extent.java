package org.rootbuild.model;

/**
 * How much room something gets, as a recipe says it: a {@link Size}, or what a verb works out later, such as all that
 * is left.
 */
public interface Extent {
}
