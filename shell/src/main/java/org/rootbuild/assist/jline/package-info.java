/**
 * {@code assist} plugged into JLine's line reader. May depend on {@code assist} and JLine.
 */
package org.rootbuild.assist.jline;
