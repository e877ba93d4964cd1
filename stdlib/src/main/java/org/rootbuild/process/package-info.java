/**
 * Host tools as child processes that never outlive this one, however it ends. {@link org.rootbuild.process.Tools}
 * finds them and knows which package holds a missing one, {@link org.rootbuild.process.Processes} starts them, feeds
 * their output on by line and ends them with everything that they started. May depend on
 * {@link org.rootbuild.problem} only.
 */
package org.rootbuild.process;
