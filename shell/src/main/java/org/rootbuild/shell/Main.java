package org.rootbuild.shell;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code rootbuild}. */
@Command(name = "rootbuild", description = "Builds operating systems from typed script files.",
    mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The whole command with its options and subcommands, also for what is generated from them. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    public static void main(String[] arguments) {
        if (Training.isAskedFor(arguments)) {
            Training.run(words -> commandLine().execute(words));
            return;
        }
        System.exit(commandLine().execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
