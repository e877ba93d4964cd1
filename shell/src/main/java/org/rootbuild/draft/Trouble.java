package org.rootbuild.draft;

import java.util.Objects;
import org.rootbuild.language.RecipeProblem;

/**
 * What was wrong with an input.
 *
 * @param message     what was found, one sentence without a full stop
 * @param hint        what to do, full sentences; may be empty
 * @param line        of the input, from 1; 0 where it is not known
 * @param column      from 1; 0 where it is not known
 * @param text        that line of it; may be empty
 * @param interrupted whether it was stopped by hand
 */
public record Trouble(String message, String hint, int line, int column, String text, boolean interrupted) {
    private static final int MOST_CHARACTERS = 400;
    private static final int LINE_CHARACTERS = 100;

    public Trouble {
        Objects.requireNonNull(message);
        Objects.requireNonNull(hint);
        Objects.requireNonNull(text);
    }

    static Trouble of(RecipeProblem problem, int linesBefore) {
        int line = Math.max(0, problem.location().line() - linesBefore);
        return new Trouble(problem.message(), problem.hint(), line, problem.location().column(), problem.sourceLine(),
            false);
    }

    /** Two lines at most: what, and where. */
    public String rendered() {
        String what = (interrupted ? "" : "error: ") + shortened(message, MOST_CHARACTERS)
            + (hint.isEmpty() ? "" : ". " + shortened(hint, MOST_CHARACTERS));
        return line == 0 || text.isBlank() ? what
            : what + "\n  at " + line + (column == 0 ? "" : ":" + column) + ": " + around();
    }

    /** The line, or of a long one the part around the column. */
    private String around() {
        int indent = text.length() - text.stripLeading().length();
        int from = Math.max(indent, column - LINE_CHARACTERS / 2);
        String part = from <= indent ? text.strip() : "… " + text.substring(Math.min(from, text.length())).strip();
        return shortened(part, LINE_CHARACTERS);
    }

    private static String shortened(String text, int most) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }
}
