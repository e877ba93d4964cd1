/**
 * What all filesystems have in common, whichever way they are laid out: making one from a file tree, reading one as a
 * file tree, changing one. May depend on {@code event}, {@code problem}, {@code tree} and {@code volume}.
 */
package org.rootbuild.filesystem;
