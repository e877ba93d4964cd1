/**
 * A person goes into the root of a pass, changes things there, and says what is to become of them:
 * {@link org.rootbuild.enter.Entering}. Knows no terminal but the one that the program is given. May depend on
 * {@link org.rootbuild.layer}, {@link org.rootbuild.problem}, {@link org.rootbuild.sandbox},
 * {@link org.rootbuild.session}, {@link org.rootbuild.verb} and {@link org.rootbuild.verbs}.
 */
package org.rootbuild.enter;
