package org.rootbuild.console;

import java.util.List;
import java.util.Optional;

/** The commands of the shell, in the order of its help. */
final class ConsoleCommands {
    /** What belongs together stands together in the help. */
    record Group(String title, List<ConsoleCommand> commands) {
        Group {
            commands = List.copyOf(commands);
        }
    }

    private final List<Group> groups;

    /** @param language what conditions of breakpoints are written in */
    ConsoleCommands(Language language) {
        this.groups = List.of(
            new Group("Look", List.of(new PlanCommand())),
            new Group("Build", List.of(new RunCommand())),
            new Group("The shell", List.of(new HelpCommand(this), new QuitCommand())));
    }

    List<Group> groups() {
        return groups;
    }

    List<ConsoleCommand> all() {
        return groups.stream().flatMap(group -> group.commands().stream()).toList();
    }

    Optional<ConsoleCommand> find(String name) {
        return all().stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
