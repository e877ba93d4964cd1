package org.rootbuild.shell;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Runs typical commands in this process without showing anything, so that the JVM sees which classes they need. The
 * launcher calls rootbuild so once per installation, and the JVM keeps the classes in a file that makes later starts
 * several times faster (class-data sharing, JEP 350).
 */
final class Training {
    private static final String WORD = "__train";

    private static final List<List<String>> COMMANDS = List.of(
        List.of("--version"), List.of("--help"), List.of("--no-such-option"));

    private Training() {
    }

    static boolean isAskedFor(String[] arguments) {
        return arguments.length == 1 && arguments[0].equals(WORD);
    }

    /** {@code execute} runs one command line and hands back its exit status, which does not matter here. */
    static void run(ToIntFunction<String[]> execute) {
        PrintStream output = System.out;
        PrintStream errors = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            System.setOut(nowhere);
            System.setErr(nowhere);
            for (List<String> command : COMMANDS) {
                execute.applyAsInt(command.toArray(String[]::new));
            }
        } finally {
            System.setOut(output);
            System.setErr(errors);
        }
    }
}
