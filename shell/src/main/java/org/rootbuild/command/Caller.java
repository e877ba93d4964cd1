package org.rootbuild.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.rootbuild.progress.Screen;

/**
 * Who calls a command, and from where.
 *
 * @param in          for answers
 * @param out         for results
 * @param screen      for everything else
 * @param canAnswer   whether a person sits at {@code in} and reads the screen
 * @param shell       what a person at a live build is handed
 * @param environment of the process
 * @param folder      the working folder, absolute
 * @param words       the command line without the program's name
 */
public record Caller(InputStream in, PrintStream out, Screen screen, boolean canAnswer, Interactive shell,
                     Map<String, String> environment, Path folder, Clock clock, List<String> words) {
    public Caller {
        Objects.requireNonNull(in);
        Objects.requireNonNull(out);
        Objects.requireNonNull(screen);
        Objects.requireNonNull(shell);
        environment = Map.copyOf(environment);
        folder = folder.toAbsolutePath().normalize();
        Objects.requireNonNull(clock);
        words = List.copyOf(words);
    }

    /** The path that the person means. */
    public Path path(String typed) {
        return folder.resolve(typed).normalize();
    }

    /** As short as it can be typed from the working folder. */
    public String shown(Path path) {
        Path whole = folder.resolve(path).normalize();
        return whole.startsWith(folder) && !whole.equals(folder) ? folder.relativize(whole).toString()
            : whole.toString();
    }

    /** The value of a variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The command line as it can be typed again, but for users and passwords in addresses: it is written down. */
    String commandLine() {
        return line(words);
    }

    /**
     * The same without an option that has a value and without a flag.
     *
     * @param hidden whether the parameter of that name is not to be seen
     */
    String commandLineWithout(String option, String flag, Predicate<String> hidden) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(option) || words.get(i).equals(Choice.PARAMETER) && i + 1 < words.size()
                    && hidden.test(parameter(words.get(i + 1)))) {
                i++;
            } else if (!words.get(i).startsWith(option + "=") && !words.get(i).equals(flag)
                    && !hidden.test(parameter(words.get(i).replaceFirst("^" + Choice.PARAMETER + "=?", "")))) {
                kept.add(words.get(i));
            }
        }
        return line(kept);
    }

    private static String parameter(String setting) {
        return setting.substring(0, Math.max(0, setting.indexOf('=')));
    }

    private static String line(List<String> words) {
        return Shell.line(words.stream().map(word -> word.replaceAll("://[^/]*@", "://***@")).toList());
    }
}
