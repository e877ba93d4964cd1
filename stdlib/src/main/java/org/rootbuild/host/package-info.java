/**
 * What this host offers to a build: {@link org.rootbuild.host.HostSurvey} tries things out and hands back a
 * {@link org.rootbuild.host.HostReport} of checks, each with the command that mends it. Facts are records that judge
 * themselves, so that every judgement can be tested on facts of other hosts. May depend on
 * {@link org.rootbuild.machine}, {@link org.rootbuild.process} and {@link org.rootbuild.problem}.
 */
package org.rootbuild.host;
