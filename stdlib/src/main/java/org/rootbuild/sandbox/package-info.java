/**
 * Runs the programs of steps on a root without touching the host: {@link org.rootbuild.sandbox.Sandbox} runs a
 * {@link org.rootbuild.sandbox.Job} on a {@link org.rootbuild.verb.Stage} in namespaces and mounts that are made for
 * this one program and end with it. May depend on {@link org.rootbuild.model}, {@link org.rootbuild.overlay},
 * {@link org.rootbuild.problem}, {@link org.rootbuild.process} and {@link org.rootbuild.verb}.
 */
package org.rootbuild.sandbox;
