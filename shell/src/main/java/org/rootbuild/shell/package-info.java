/**
 * The command line: what a person types and what he reads. May depend on everything below it; nothing depends on it.
 */
package org.rootbuild.shell;
