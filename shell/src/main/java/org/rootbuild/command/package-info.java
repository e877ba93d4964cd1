/**
 * The commands of the command line, one class each, described to picocli without annotations: reading annotations costs
 * more than everything else that {@code --help} does. May depend on {@code progress}, on every package of {@code dsl}
 * and on the public ones of {@code stdlib}; only {@code shell} depends on it.
 */
package org.rootbuild.command;
