package org.rootbuild.testing;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commands an answer is for.
 *
 * @param shown how the specification said it
 * @param text  what the command's text must match as a whole, or with {@code anywhere} in some part of it
 */
record CommandPattern(String shown, Optional<Pattern> text, boolean anywhere) {
    private static final Pattern PROGRAM = Pattern.compile("(\\S*?)([^\\s/]+)(?:\\s.*)?", Pattern.DOTALL);

    static CommandPattern any() {
        return new CommandPattern("every command", Optional.empty(), false);
    }

    /**
     * A regular expression is looked for in the command; in a text {@code *} stands for anything, and a single word for
     * the program of that name, with whatever arguments.
     */
    static CommandPattern of(Object said) {
        if (said instanceof Pattern pattern) {
            return new CommandPattern("~/" + pattern + "/", Optional.of(pattern), true);
        } else if (said instanceof CharSequence text && !text.toString().isBlank()) {
            return new CommandPattern("'" + text + "'", Optional.of(glob(text.toString().strip())), false);
        }
        throw new IllegalArgumentException("a command is said as a text or as a regular expression (~/…/), not as "
            + (said == null ? "null" : "'" + said + "' (" + said.getClass().getSimpleName() + ")"));
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : text.split("(?<=\\*)|(?=\\*)")) {
            regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String command) {
        if (text.isEmpty()) {
            return true;
        } else if (anywhere) {
            return text.get().matcher(command).find();
        } else if (text.get().matcher(command).matches()) {
            return true;
        }
        var program = PROGRAM.matcher(command);
        return shown.indexOf(' ') < 0 && program.matches() && (text.get().matcher(program.group(2)).matches()
            || text.get().matcher(program.group(1) + program.group(2)).matches());
    }
}
