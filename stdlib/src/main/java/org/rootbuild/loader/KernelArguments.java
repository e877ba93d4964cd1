package org.rootbuild.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rootbuild.problem.Failure;

/**
 * The arguments of a kernel, each as the kernel gets to see it: {@code dyndbg=file a.c +p} is one.
 *
 * <p>The kernel splits its command line at white space and takes {@code "} as quotes that keep white space together; it
 * knows no escape ({@code next_arg} in {@code lib/cmdline.c}), so that no argument can hold a quote.
 *
 * @param all none is empty, none holds a quote or a control character
 */
public record KernelArguments(List<String> all) {
    /** What a boot loader takes, at least on x86 (COMMAND_LINE_SIZE). */
    static final int MOST_BYTES = 2047;

    public KernelArguments {
        all = List.copyOf(all);
        for (String one : all) {
            if (one.isEmpty() || one.indexOf('"') >= 0 || one.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("no kernel argument: '" + one + "'");
            }
        }
    }

    /**
     * Splits texts as the kernel splits its command line, so that a whole line may be given as one text, or each
     * argument as its own.
     *
     * @throws Failure when a quote is not closed, or there is a line break or another control character
     */
    public static KernelArguments of(List<String> texts) throws Failure {
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            Objects.requireNonNull(text);
            if (text.chars().anyMatch(one -> Character.isISOControl(one) && one != '\t')) {
                throw new Failure("the kernel arguments '" + Menu.shown(text) + "' hold a line break or another control"
                    + " character", "Write them on one line.");
            }
            if (!Menu.isUnicode(text)) {
                throw new Failure("the kernel arguments '" + Menu.shown(text) + "' hold half a character",
                    "Write whole characters of Unicode.");
            }
            if (text.chars().filter(one -> one == '"').count() % 2 != 0) {
                throw new Failure("a quote in the kernel arguments '" + text + "' is not closed",
                    "Close it; the kernel knows no way to hold a quote inside of an argument.");
            }
            split(text, all);
        }
        KernelArguments made = new KernelArguments(all);
        int sizeBytes = made.line().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        if (sizeBytes > MOST_BYTES) {
            throw new Failure("the kernel's command line would take " + sizeBytes + " bytes, and it can have "
                + MOST_BYTES, "Shorten it.");
        }
        return made;
    }

    private static void split(String text, List<String> all) {
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        for (char letter : (text + " ").toCharArray()) {
            if (letter == '"') {
                quoted = !quoted;
            } else if (!quoted && (letter == ' ' || letter == '\t')) {
                if (!one.isEmpty()) {
                    all.add(one.toString());
                }
                one.setLength(0);
            } else {
                one.append(letter == '\t' ? ' ' : letter);
            }
        }
    }

    /** The command line as the kernel understands it: what holds a blank is put into quotes. */
    public String line() {
        return String.join(" ", all.stream().map(one -> one.indexOf(' ') >= 0 ? quoted(one) : one).toList());
    }

    /** Only the value, as people write it, since some programs look at the line themselves. */
    private static String quoted(String argument) {
        int equals = argument.indexOf('=');
        boolean inValue = equals > 0 && argument.indexOf(' ') > equals;
        return inValue ? argument.substring(0, equals + 1) + '"' + argument.substring(equals + 1) + '"'
            : '"' + argument + '"';
    }
}
