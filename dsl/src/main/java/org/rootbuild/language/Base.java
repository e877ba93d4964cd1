package org.rootbuild.language;

/** What a root can begin as: another root, or what a verb makes of something from outside. */
@Words
public sealed interface Base permits RootRef, MadeBase {
}
