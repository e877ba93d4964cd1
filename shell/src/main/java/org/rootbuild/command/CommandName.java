package org.rootbuild.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands, as they are typed, in the order of the overview. Knows no picocli, so that the overview needs none. */
public enum CommandName {
    RUN("run", "Runs a recipe: makes what is not there yet."),
    SHELL("shell", "Opens the interactive shell over a recipe, or over a new one."),
    CHECK("check", "Reads a recipe and shows everything that is wrong with it."),
    PLAN("plan", "Says what a run would do, and why."),
    TEST("test", "Runs the specifications beside recipes."),
    LOG("log", "Shows what steps wrote."),
    INSPECT("inspect", "Shows what is known of a pass and what it changed, also when it failed."),
    ENTER("enter", "Goes into the root of a pass, with a shell or a command, also where it failed."),
    DIFF("diff", "Shows how two passes differ, two builds of one, or a pass and the same made again."),
    REPORT("report", "Writes a page about the last build, for a browser or a printer."),
    IMAGE("image", "Looks at disk images, changes them, and puts them out in other forms."),
    BOOT("boot", "Starts a machine from disk images, with its serial console at the terminal."),
    IMPORT("import", "Writes a recipe that does what an ezremaster.cfg says."),
    STORE("store", "Says what the store holds, makes room in it, and reads it through."),
    VERBS("verbs", "Lists the words of recipes, and explains them."),
    DOCTOR("doctor", "Looks at what this host offers, and says how to mend what it lacks."),
    HELP("help", "Shows the help of a command.");

    private final String word;
    private final String summary;

    CommandName(String word, String summary) {
        this.word = word;
        this.summary = summary;
    }

    public String word() {
        return word;
    }

    /** One sentence. */
    public String summary() {
        return summary;
    }

    static Optional<CommandName> find(String word) {
        for (CommandName name : values()) {
            if (name.word.equals(word)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(CommandName::word).toList();
    }

    /** What carries the command out. */
    Subcommand create() {
        return switch (this) {
            case RUN -> new RunCommand();
            case SHELL -> new ShellCommand();
            case CHECK -> new CheckCommand();
            case PLAN -> new PlanCommand();
            case TEST -> new TestCommand();
            case LOG -> new LogCommand();
            case INSPECT -> new InspectCommand();
            case ENTER -> new EnterCommand();
            case DIFF -> new DiffCommand();
            case REPORT -> new ReportCommand();
            case IMAGE -> new ImageCommand();
            case BOOT -> new BootCommand();
            case IMPORT -> new ImportCommand();
            case STORE -> new StoreCommand();
            case VERBS -> new VerbsCommand();
            case DOCTOR -> new DoctorCommand();
            case HELP -> new HelpCommand();
        };
    }
}
