package org.rootbuild.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One call of a host tool: no shell, and nothing of this process's own environment.
 *
 * @param tool         absolute path of the executable
 * @param arguments    what follows the tool's name, each passed as it is
 * @param environment  the whole environment that the tool gets
 * @param folder       where it runs
 * @param limit        how long it may take; unlimited if empty
 * @param goodStatuses the exit statuses that count as success
 * @param keptLines    how many of its last output lines are kept for a failure report, 1 to 10000
 */
public record Command(Path tool, List<String> arguments, Map<String, String> environment, Path folder,
                      Optional<Duration> limit, Set<Integer> goodStatuses, int keptLines) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^-]+");
    private static final int DEFAULT_KEPT_LINES = 20;

    public Command {
        if (!tool.isAbsolute()) {
            throw new IllegalArgumentException("the tool must be an absolute path, not '" + tool + "'");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        goodStatuses = Set.copyOf(goodStatuses);
        if (arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("an argument of " + tool + " holds a NUL character");
        }
        if (environment.entrySet().stream().anyMatch(Command::isMalformed)) {
            throw new IllegalArgumentException("an environment variable of " + tool + " is malformed");
        }
        if (limit.isPresent() && (limit.get().isNegative() || limit.get().isZero())) {
            throw new IllegalArgumentException("a time limit must be longer than nothing, not " + limit.get());
        }
        if (keptLines < 1 || keptLines > 10_000) {
            throw new IllegalArgumentException("between 1 and 10000 lines can be kept, not " + keptLines);
        }
    }

    /** The tool with its arguments in the folder {@code /}, with an empty environment; only status 0 is success. */
    public static Command of(Path tool, String... arguments) {
        return new Command(tool, List.of(arguments), Map.of(), Path.of("/"), Optional.empty(), Set.of(0),
            DEFAULT_KEPT_LINES);
    }

    /** The same with more arguments behind those it has. */
    public Command with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Command(tool, all, environment, folder, limit, goodStatuses, keptLines);
    }

    /** The same with exactly this environment. */
    public Command environment(Map<String, String> whole) {
        return new Command(tool, arguments, whole, folder, limit, goodStatuses, keptLines);
    }

    /** The same, run in this folder. */
    public Command in(Path where) {
        return new Command(tool, arguments, environment, where, limit, goodStatuses, keptLines);
    }

    /** The same, ended with a failure when it takes longer than this. */
    public Command within(Duration longest) {
        return new Command(tool, arguments, environment, folder, Optional.of(longest), goodStatuses, keptLines);
    }

    /** The same, with exactly these exit statuses counted as success. */
    public Command accepting(Integer... statuses) {
        return new Command(tool, arguments, environment, folder, limit, Set.of(statuses), keptLines);
    }

    /** The same, with this many last lines kept for a failure report. */
    public Command keeping(int lines) {
        return new Command(tool, arguments, environment, folder, limit, goodStatuses, lines);
    }

    /** The call as a person would type it into a shell, for messages and logs. */
    public String typed() {
        List<String> words = new ArrayList<>(List.of(tool.toString()));
        words.addAll(arguments);
        return words.stream().map(Command::quoted).collect(Collectors.joining(" "));
    }

    /** The word as a person would type it into a shell. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isMalformed(Map.Entry<String, String> variable) {
        String name = variable.getKey();
        return name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0
            || variable.getValue().indexOf('\0') >= 0;
    }
}
