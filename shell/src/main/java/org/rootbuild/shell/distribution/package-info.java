/**
 * What an installation holds besides the program: completions and manual pages, made from the command line's own model
 * while rootbuild is built. May depend on {@link org.rootbuild.shell}.
 */
package org.rootbuild.shell.distribution;
