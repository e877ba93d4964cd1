/**
 * Secrets that the user of a recipe gives it: the key of their digests, their values while a session runs, and the
 * mask that keeps them out of whatever is written or shown. May depend on {@code model} and {@code problem}.
 */
package org.rootbuild.secret;
