package org.rootbuild.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;
import org.rootbuild.problem.Suggestion;

/** {@code help}. */
final class HelpCommand implements ConsoleCommand {
    private static final int COLUMN = 12;

    private final ConsoleCommands commands;

    HelpCommand(ConsoleCommands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String synopsis() {
        return "help [COMMAND]";
    }

    @Override
    public String summary() {
        return "Lists the commands, or explains one.";
    }

    @Override
    public String help() {
        return "Without a command: all of them, one line each.";
    }

    @Override
    public List<String> examples() {
        return List.of("help", "help break");
    }

    @Override
    public List<ArgumentKind> arguments() {
        return List.of(ArgumentKind.COMMAND);
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws UsageError {
        if (words.isEmpty()) {
            overview(talk);
        } else {
            talk.say(lines(command(words.get(0)), talk));
        }
        return ExitStatus.DONE;
    }

    private ConsoleCommand command(String word) throws UsageError {
        List<String> names = commands.all().stream().map(ConsoleCommand::name).toList();
        Optional<ConsoleCommand> found = commands.find(word);
        return found.orElseThrow(() -> new UsageError("there is no command '" + word + "'."
            + Suggestion.sentence(word, names), "'help' lists the commands."));
    }

    private void overview(Talk talk) {
        for (ConsoleCommands.Group group : commands.groups()) {
            talk.show(talk.look().heading(group.title()));
            for (ConsoleCommand command : group.commands()) {
                talk.say("  " + command.name() + " ".repeat(Math.max(1, COLUMN - command.name().length()))
                    + command.summary());
            }
        }
        talk.say("");
        talk.say("'help COMMAND' explains one, with examples. Everything else that is typed is Groovy.");
    }

    private static List<String> lines(ConsoleCommand command, Talk talk) {
        List<String> lines = new ArrayList<>();
        lines.add(command.synopsis());
        lines.add("  " + command.summary());
        lines.add("");
        command.help().lines().forEach(line -> lines.add("  " + line));
        if (!command.examples().isEmpty()) {
            lines.add("");
            lines.add("  Examples");
            command.examples().forEach(line -> lines.add("    " + line));
        }
        return lines;
    }
}
