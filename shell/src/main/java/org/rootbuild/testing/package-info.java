/**
 * The test kit: what a specification beside a recipe is written with ({@link org.rootbuild.testing.RecipeSpec}), and how
 * specifications are found, compiled and run without a build tool. It calls the engine as the command line does and has
 * no abilities of its own there; commands are answered by a script because verbs ask for the
 * {@link org.rootbuild.sandbox.ProgramRunner} of their step. May depend on every package of {@code dsl}, and on
 * {@link org.rootbuild.archive}, {@link org.rootbuild.disk}, {@link org.rootbuild.image}, {@link org.rootbuild.process}
 * and {@link org.rootbuild.sandbox}; only
 * {@code rootbuild test} loads it, since the libraries that it needs are on no other command's class path.
 */
package org.rootbuild.testing;
