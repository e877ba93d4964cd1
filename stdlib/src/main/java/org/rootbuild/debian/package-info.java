/**
 * Debian's archive, used only as far as its chain of trust reaches: a keyring, the signed release file, the list of
 * packages that it vouches for, and the digest of a package in that list. May depend on {@code org.rootbuild.fetch},
 * {@code org.rootbuild.problem} and {@code org.rootbuild.event}.
 */
package org.rootbuild.debian;
