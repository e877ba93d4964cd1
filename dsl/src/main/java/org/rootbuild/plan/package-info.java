/**
 * The ordered graph of a recipe's nodes, each with its fingerprint, what will become of it and why. Pure: it reads what
 * it is told and touches nothing. May depend on {@code model}, {@code codec}, {@code layer} (digests) and {@code
 * problem}.
 */
package org.rootbuild.plan;
