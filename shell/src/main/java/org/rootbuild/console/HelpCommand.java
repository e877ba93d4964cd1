package org.rootbuild.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;
import org.rootbuild.problem.Suggestion;

/** {@code help}. */
final class HelpCommand extends DescribedCommand {
    private static final int COLUMN = 12;

    private final ConsoleCommands commands;

    HelpCommand(ConsoleCommands commands) {
        super(Description.of("help [COMMAND]", "Lists the commands, or explains one.",
            "Without a command: all of them, one line each.", "help", "help break").taking(ArgumentKind.COMMAND)
            .alsoCalled("?"));
        this.commands = commands;
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
        talk.say("'help COMMAND' explains one. What is no command is Groovy.");
    }

    private static List<String> lines(ConsoleCommand command, Talk talk) {
        List<String> lines = new ArrayList<>();
        lines.add(command.synopsis());
        lines.add("  " + command.summary());
        lines.add("");
        command.help().lines().forEach(line -> lines.add(("  " + line).stripTrailing()));
        if (!command.examples().isEmpty()) {
            lines.add("");
            lines.add("  Examples");
            command.examples().forEach(line -> lines.add("    " + line));
        }
        return lines;
    }
}
