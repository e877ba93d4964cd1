/** Verbs that the tests of the command line add to the language, as a jar of somebody else would. */
package org.rootbuild.command.sample;
