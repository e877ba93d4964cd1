/**
 * The interactive shell: its commands, one class each, the loop that reads them from a terminal or a pipe, and what is
 * shown of a live build. Only this package and {@code assist} know the terminal library. May depend on {@code desk},
 * {@code command}, {@code progress} and every package of {@code dsl}; only {@code shell} depends on it.
 */
package org.rootbuild.console;
