package org.rootbuild.assist;

/** What a command of the console takes in a place, and so what completes there. */
public enum ArgumentKind {
    /** A pass, an artifact or another node of the plan. */
    NODE,
    /** A node, or a step of it: {@code gcc:1/configure}. */
    PLACE,
    ROOT,
    /** A root, or a node of the plan. */
    ROOT_OR_NODE,
    PARAMETER,
    /** A value of the parameter that stands before it. */
    VALUE,
    /** A file on this host. */
    FILE,
    /** A path inside the root that is worked on; {@code root:/path} for another one. */
    ROOT_FILE,
    /** The name of a command. */
    COMMAND,
    /** Groovy up to the end of the line. */
    CODE,
    /** One of the command's own words, such as {@code before}. */
    WORD,
    /** Anything; nothing is offered. */
    NONE
}
