/**
 * Writes down what a session did, for {@code rootbuild report} to tell of later: the events that a person may want to
 * see again, what was made of what, how and why. May depend on {@code event}, {@code model}, {@code plan}, {@code
 * problem} and {@code verb}, besides the JSON library.
 */
package org.rootbuild.record;
