/**
 * One recipe under a person's hands: what was read of it, its live session, what was set by hand and where it is to
 * stop. Knows no terminal and no words of a command line. May depend on {@code language} and on every package of
 * {@code dsl} below it; the interactive shell and what it shows are built on it.
 */
package org.rootbuild.desk;
