package org.rootbuild.console;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The commands of the shell, in the order of its help. */
final class ConsoleCommands {
    /** Behind the word, these make it a variable, a method or a word of recipes. */
    private static final String GROOVY_FOLLOWS = ".=({[";

    /** What belongs together stands together in the help. */
    record Group(String title, List<ConsoleCommand> commands) {
        Group {
            commands = List.copyOf(commands);
        }
    }

    private final List<Group> groups;

    /**
     * All of them.
     *
     * @param language  what conditions of breakpoints are written in
     * @param drafting  the recipe as a text that is changed
     * @param typed     remembers what was typed
     * @param following whether what steps write is shown
     */
    ConsoleCommands(Language language, Drafting drafting, Supplier<List<String>> typed, Following following) {
        this.groups = List.of(
            new Group("Build", List.of(new StepCommand(), new NextCommand(), new RunCommand(),
                new BreakCommand(language), new DeleteCommand())),
            new Group("Mend", List.of(new RetryCommand(), new EnterCommand(), new RollbackCommand(), new SkipCommand(),
                new EditCommand(), new ReloadCommand(drafting), new SetCommand())),
            new Group("Look", List.of(new PlanCommand(), new ExplainCommand(), new InspectCommand(), new DiffCommand(),
                new LogCommand(following), new EnvCommand(), new ReportCommand())),
            new Group("Write", List.of(new InCommand(drafting), new ShowCommand(drafting), new ChangeCommand(drafting),
                new DropCommand(drafting), new UndoCommand(drafting), new RedoCommand(drafting),
                new SaveCommand(drafting))),
            new Group("The shell", List.of(new HistoryCommand(typed), new HelpCommand(this), new QuitCommand())));
    }

    List<Group> groups() {
        return groups;
    }

    List<ConsoleCommand> all() {
        return groups.stream().flatMap(group -> group.commands().stream()).toList();
    }

    /** The command that a line calls, if it is none of Groovy. */
    Optional<ConsoleCommand> called(String line) {
        String text = line.strip();
        String word = Words.first(text);
        String rest = text.substring(word.length()).stripLeading();
        boolean isGroovy = !rest.isEmpty() && GROOVY_FOLLOWS.indexOf(rest.charAt(0)) >= 0
            && !rest.startsWith("./") && !rest.startsWith("../");
        return isGroovy ? Optional.empty() : find(word);
    }

    boolean isCommand(String line) {
        return called(line).isPresent();
    }

    Optional<ConsoleCommand> find(String name) {
        return all().stream().filter(command -> command.name().equals(name)
            || command.aliases().contains(name)).findFirst();
    }
}
