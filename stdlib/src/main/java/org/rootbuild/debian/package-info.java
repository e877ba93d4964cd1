/**
 * Debian's archive, used only as far as its chain of trust reaches: a keyring, the signed release file, the list of
 * packages that it vouches for, and the digest of a package in that list; and base systems, which {@code mmdebstrap}
 * makes along the same chain; packages with all that they need, and dpkg's own record of them. May depend on
 * {@code org.rootbuild.archive}, {@code org.rootbuild.tree}, {@code org.rootbuild.fetch}, {@code org.rootbuild.process},
 * {@code org.rootbuild.problem} and {@code org.rootbuild.event}.
 */
package org.rootbuild.debian;
