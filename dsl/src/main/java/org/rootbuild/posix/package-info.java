/**
 * What files have on Linux and Java cannot reach: extended attributes of every space, device nodes, times of symbolic
 * links, owners by number. Its native library is loaded when it is asked for and not before, because commands that only
 * look must start at once. May depend on {@code problem} only.
 */
package org.rootbuild.posix;
