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
 * @param words     words that may stand anywhere behind it, such as {@code --here} or {@code before}
 */
public record CommandWord(String name, String about, String synopsis, List<ArgumentKind> arguments,
                          List<Named> words) {
    public CommandWord {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        Objects.requireNonNull(synopsis);
        arguments = List.copyOf(arguments);
        words = List.copyOf(words);
    }

    /** What the argument of that index is, counted from 0 and without {@link #words}. */
    ArgumentKind argument(int index) {
        return arguments.isEmpty() ? ArgumentKind.NONE : arguments.get(Math.min(index, arguments.size() - 1));
    }
}
