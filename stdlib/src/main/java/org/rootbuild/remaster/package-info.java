/**
 * Remastering of Tiny Core: boot codes in the menus of a CD, the scripts in {@code /opt}, and the file
 * {@code ezremaster.cfg} of Tiny Core's own tool as a recipe. May depend on {@code extension} and
 * {@code problem}.
 */
package org.rootbuild.remaster;
