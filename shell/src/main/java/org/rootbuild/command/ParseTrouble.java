package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rootbuild.problem.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the parser found wrong, in the words of all other errors. */
final class ParseTrouble {
    private ParseTrouble() {
    }

    static UsageError of(CommandLine.ParameterException wrong) {
        CommandSpec spec = wrong.getCommandLine().getCommandSpec();
        String help = "See '" + spec.qualifiedName() + " " + Model.HELP + "'.";
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), spec, help);
        }
        String message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
        return new UsageError("'" + spec.qualifiedName() + "': " + message.substring(0, 1).toLowerCase(Locale.ROOT)
            + message.substring(1), help);
    }

    private static UsageError unknown(String word, CommandSpec spec, String help) {
        if (word.startsWith("-") && word.length() > 1) {
            String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            return new UsageError("'" + spec.qualifiedName() + "' has no option '" + option + "'."
                + Suggestion.sentence(option, spec.optionsMap().keySet()), help);
        } else if (!spec.subcommands().isEmpty()) {
            List<String> parts = new ArrayList<>(spec.subcommands().keySet());
            return new UsageError("'" + spec.qualifiedName() + "' has no '" + word + "'."
                + Suggestion.sentence(word, parts), "It has: " + String.join(", ", parts) + ".");
        }
        return new UsageError("'" + spec.qualifiedName() + "' has no use for '" + word + "'", help);
    }
}
