package org.rootbuild.console;

import java.util.List;
import java.util.Objects;

/**
 * What there is to say of a command; the parts are those of {@link ConsoleCommand}.
 *
 * @param aliases other words for it
 */
record Description(String name, String synopsis, String summary, String help, List<String> examples,
                   List<ArgumentKind> arguments, List<String> words, List<String> aliases) {
    Description {
        Objects.requireNonNull(name);
        Objects.requireNonNull(synopsis);
        Objects.requireNonNull(summary);
        Objects.requireNonNull(help);
        examples = List.copyOf(examples);
        arguments = List.copyOf(arguments);
        words = List.copyOf(words);
        aliases = List.copyOf(aliases);
    }

    /** A command that is called as its synopsis begins. */
    static Description of(String synopsis, String summary, String help, String... examples) {
        return new Description(Words.first(synopsis), synopsis, summary, help, List.of(examples), List.of(), List.of(),
            List.of());
    }

    Description taking(ArgumentKind... kinds) {
        return new Description(name, synopsis, summary, help, examples, List.of(kinds), words, aliases);
    }

    Description knowing(String... known) {
        return new Description(name, synopsis, summary, help, examples, arguments, List.of(known), aliases);
    }

    Description alsoCalled(String... others) {
        return new Description(name, synopsis, summary, help, examples, arguments, words, List.of(others));
    }
}
