/**
 * What a person or another program sees of a session: lines and a status line on a screen, JSON events, the summary at
 * the end and the report of a failure. May depend on {@code event}, {@code model}, {@code session}, {@code plan} and
 * the JSON library; knows nothing of commands.
 */
package org.rootbuild.progress;
