/**
 * Files from outside: a {@link org.rootbuild.fetch.Download} says where a file may be found and what it must be, a
 * {@link org.rootbuild.fetch.Fetcher} brings it, resumed and verified, or says in sentences why it could not. May
 * depend on {@code org.rootbuild.problem} and {@code org.rootbuild.event}.
 */
package org.rootbuild.fetch;
