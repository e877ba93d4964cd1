package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.secret.GivenSecrets;
import picocli.CommandLine;

/** Writes the help of a command, and of the recipe that it is about. */
final class Usage {
    private static final int LEAST_COLUMNS = 60;
    private static final int MOST_COLUMNS = 120;
    private static final int USUAL_COLUMNS = 80;

    private final Caller caller;

    Usage(Caller caller) {
        this.caller = caller;
    }

    void show(CommandLine command) {
        command.setUsageHelpWidth(columns());
        caller.out().print(shown(command.getUsageMessage(CommandLine.Help.Ansi.OFF), caller));
    }

    /** The text as the screen's character set allows. */
    static String shown(String text, Caller caller) {
        StringBuilder shown = new StringBuilder();
        text.lines().forEach(line -> shown.append(caller.screen().look().clean(line)).append('\n'));
        return shown.toString();
    }

    private int columns() {
        try {
            int columns = Integer.parseInt(caller.environment().getOrDefault("COLUMNS", ""));
            return Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, columns));
        } catch (NumberFormatException notSaid) {
            return USUAL_COLUMNS;
        }
    }

    /** What the recipe is about, and what {@code -P} may set. */
    void show(Recipe recipe) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("The recipe '" + recipe.name() + "'" + (recipe.about().isEmpty() ? "" : ": " + recipe.about()));
        if (recipe.parameters().isEmpty()) {
            lines.add("It has no parameters.");
        } else {
            lines.add("Its parameters, each set with -P name=value; secrets rather with --secret name=FILE or in a"
                + " variable:");
        }
        int column = recipe.parameters().stream().mapToInt(one -> one.name().length()).max().orElse(0);
        recipe.parameters().forEach(one -> lines.addAll(lines(one, column)));
        lines.forEach(line -> caller.out().println(caller.screen().look().clean(line)));
    }

    private static List<String> lines(Parameter parameter, int column) {
        String gap = " ".repeat(column - parameter.name().length());
        String under = " ".repeat(column + 4);
        List<String> lines = new ArrayList<>();
        lines.add("  " + parameter.name() + gap + "  " + parameter.about());
        if (parameter.isSecret()) {
            lines.add(under + "secret, in " + GivenSecrets.variable(parameter.name()) + "; "
                + (parameter.value().isEmpty() ? "not given" : "given"));
            return lines;
        }
        lines.add(under + parameter.type() + "; "
            + (parameter.defaultValue().isEmpty() ? "empty" : parameter.defaultValue()) + " where it is not set"
            + (parameter.value().equals(parameter.defaultValue()) ? "" : "; now " + parameter.value()));
        if (!parameter.choices().isEmpty()) {
            lines.add(under + "one of: " + String.join(", ", parameter.choices()));
        }
        return lines;
    }
}
