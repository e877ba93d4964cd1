/**
 * One page of HTML about a build: what was made, when, why, of what, and what failed. Reads the state folder only, so
 * it needs no lock and tells of a build that runs, and of one that died. May depend on {@code journal}, {@code model},
 * {@code problem}, {@code progress}, {@code record} and {@code session}, besides the JSON library; knows no terminal
 * and no command line.
 */
package org.rootbuild.report;
