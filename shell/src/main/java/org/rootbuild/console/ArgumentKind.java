package org.rootbuild.console;

/** What an argument of a command names, so that it can be completed. */
public enum ArgumentKind {
    /** A pass, artifact, check or source. */
    NODE,
    /** A node, or a step of it: {@code NODE/STEP}. */
    PLACE,
    /** A parameter of the recipe. */
    PARAMETER,
    /** A value of the parameter that stands before it. */
    VALUE,
    /** A file of the host. */
    FILE,
    /** A command of the shell. */
    COMMAND,
    ROOT,
    /** A root, or a node. */
    ROOT_OR_NODE,
    /** Groovy up to the end of the line. */
    CODE,
    /** One of the words that {@link ConsoleCommand#words} lists. */
    WORD,
    /** Anything; nothing is offered. */
    TEXT
}
