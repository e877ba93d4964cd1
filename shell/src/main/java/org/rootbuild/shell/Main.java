package org.rootbuild.shell;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Commands;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.Model;
import org.rootbuild.progress.Screen;
import picocli.CommandLine;

/** The command {@code rootbuild}. */
public final class Main {
    private Main() {
    }

    /** The whole command with its options and subcommands, also for what is generated from them. */
    public static CommandLine commandLine() {
        return Model.whole();
    }

    public static void main(String[] arguments) {
        if (Training.isAskedFor(arguments)) {
            Training.run();
            return;
        }
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> words, Map<String, String> environment) {
        ResultStream results = new ResultStream(java.io.FileDescriptor.out);
        PrintStream out = new PrintStream(results, false, StandardCharsets.UTF_8);
        Terminals terminals = Terminals.of(environment);
        PrintStream errors = new PrintStream(new java.io.BufferedOutputStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.err)), false, StandardCharsets.UTF_8);
        Screen screen = new Screen(errors, terminals.look(environment), new TerminalWidth(environment));
        int status = run(new Caller(System.in, out, screen, terminals.canAnswer(), environment, Path.of(""),
            Clock.systemUTC(), words));
        out.flush();
        if (results.isFull()) {
            screen.line("rootbuild: standard output cannot be written: " + results.trouble() + ".");
            return Math.max(status, ExitStatus.FAILED);
        }
        return status;
    }

    /** Carries out one command line; what it writes may still have to be flushed. */
    static int run(Caller caller) {
        if (!caller.words().isEmpty() && List.of("--version", "-V").contains(caller.words().get(0))) {
            caller.out().println("rootbuild " + Version.number());
            return ExitStatus.DONE;
        }
        return new Commands(caller).run();
    }
}
