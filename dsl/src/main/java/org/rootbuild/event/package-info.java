/**
 * What happens during a session, as data: a session tells its {@link org.rootbuild.event.Listener}, which shows
 * progress, writes the journal of events or feeds another program. May depend on {@code
 * problem}, besides the JSON library.
 */
package org.rootbuild.event;
