/**
 * One walk through a plan: what is done, where it stands, what failed. The command line and the interactive shell are
 * two callers of {@link org.rootbuild.session.Session}. May depend on every other package of this module but the
 * language.
 */
package org.rootbuild.session;
