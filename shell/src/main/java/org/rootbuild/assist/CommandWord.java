package org.rootbuild.assist;

import java.util.List;
import java.util.Objects;

/**
 * A command of the console, as far as completion and hints need to know it.
 *
 * @param name      its first word
 * @param about     one line about it
 * @param synopsis  how it is called: {@code rollback PASS}
 * @param arguments what its arguments are, in their order; the last one holds for all behind it
 * @param words     its own words: those that begin with a dash may stand anywhere behind it, the others where one
 *                  of its arguments is a {@link ArgumentKind#WORD}, or anywhere when none is;
 *                  {@link #PROGRAM} among them: behind it stands a program of a root with its arguments
 */
public record CommandWord(String name, String about, String synopsis, List<ArgumentKind> arguments,
                          List<Named> words) {
    /** Begins what a program inside of a root is given. */
    public static final String PROGRAM = "--";

    public CommandWord {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        Objects.requireNonNull(synopsis);
        arguments = List.copyOf(arguments);
        words = List.copyOf(words);
    }

    /** What the argument of that index is, counted from 0 and without {@link #words}. */
    ArgumentKind kindOf(int index) {
        return arguments.isEmpty() ? ArgumentKind.NONE : arguments.get(Math.min(index, arguments.size() - 1));
    }

    /** Whether what is written is no argument but one of the words that may stand anywhere. */
    boolean isAside(String written) {
        return written.startsWith("--") || words.stream().anyMatch(word -> word.name().equals(written)
            && mayStandAnywhere(word));
    }

    boolean takesProgram() {
        return words.stream().anyMatch(word -> word.name().equals(PROGRAM));
    }

    boolean mayStandAnywhere(Named word) {
        return word.name().startsWith("-") || !arguments.contains(ArgumentKind.WORD);
    }
}
