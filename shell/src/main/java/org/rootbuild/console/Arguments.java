package org.rootbuild.console;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.command.UsageError;

/** Words behind a command. */
final class Arguments {
    private Arguments() {
    }

    /** @throws UsageError when there are more */
    static void atMost(List<String> words, int most, ConsoleCommand command) throws UsageError {
        if (words.size() > most) {
            throw wrong(command, "'" + words.get(most) + "' is one word too many for '" + command.name() + "'");
        }
    }

    static UsageError wrong(ConsoleCommand command, String what) {
        return new UsageError(what, "Write it as: " + command.synopsis() + ". 'help " + command.name()
            + "' explains it.");
    }

    /** What is no option. */
    static List<String> without(List<String> words, String... options) {
        List<String> rest = new ArrayList<>(words);
        rest.removeAll(List.of(options));
        return rest;
    }
}
