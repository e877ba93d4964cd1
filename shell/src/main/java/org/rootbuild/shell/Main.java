package org.rootbuild.shell;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.rootbuild.command.Caller;
import org.rootbuild.command.Commands;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.console.Console;
import org.rootbuild.progress.Screen;

/** The command {@code rootbuild}. No signature here may name the parser: the JVM loads them all before it begins. */
public final class Main {
    private Main() {
    }

    public static void main(String[] arguments) {
        if (Training.isAskedFor(arguments)) {
            Training.run();
            return;
        }
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> words, Map<String, String> environment) {
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        Caller caller = caller(words, environment, Path.of(""), results, new FileOutputStream(FileDescriptor.err));
        int status = run(caller);
        caller.out().flush();
        if (results.isFull()) {
            caller.screen().line("rootbuild: standard output cannot be written: " + results.trouble() + ".");
            return Math.max(status, ExitStatus.FAILED);
        }
        return status;
    }

    static Caller caller(List<String> words, Map<String, String> environment, Path folder, OutputStream results,
                         OutputStream errors) {
        Terminals terminals = Terminals.of(environment);
        Screen screen = new Screen(new PrintStream(new BufferedOutputStream(errors), false, StandardCharsets.UTF_8),
            terminals.look(environment), new TerminalWidth(environment));
        return new Caller(System.in, new PrintStream(results, false, StandardCharsets.UTF_8), screen,
            terminals.canAnswer(), new Console(), environment, folder, Clock.systemUTC(), words);
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
