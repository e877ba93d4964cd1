/**
 * The file tree: the one type that stands between layers, archives and filesystem writers. Every reader makes one and
 * every writer takes one, so that no image needs a mount. May depend on {@code posix} and {@code problem}.
 */
package org.rootbuild.tree;
