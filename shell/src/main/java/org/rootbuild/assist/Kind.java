package org.rootbuild.assist;

/** What a piece of text is, as far as colours tell things apart. Whatever is none of them is plain. */
public enum Kind {
    /** The first word of a command of the console. */
    COMMAND, KEYWORD, VERB,
    /** The name of a named argument, with its colon. */
    OPTION,
    TEXT, NUMBER, COMMENT,
    /** A variable or code inside a text. */
    INSERTED,
    SHELL_KEYWORD, SHELL_COMMAND, SHELL_OPTION, SHELL_TEXT, SHELL_VARIABLE, SHELL_OPERATOR, SHELL_COMMENT
}
