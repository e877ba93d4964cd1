/**
 * What can go wrong, in sentences. A {@link org.rootbuild.problem.Failure} says what was being done and what was
 * found; its remedy says what to do next. Depends on nothing else of rootbuild.
 */
package org.rootbuild.problem;
