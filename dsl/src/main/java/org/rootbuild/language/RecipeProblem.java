package org.rootbuild.language;

import java.util.Comparator;
import java.util.Objects;
import org.rootbuild.model.Location;

/**
 * One thing that is wrong with a recipe, in the recipe's own words.
 *
 * @param message    what was found, one sentence without a full stop
 * @param hint       what to do or what is allowed, full sentences; may be empty
 * @param sourceLine the line of the recipe; empty where none is meant
 */
public record RecipeProblem(Location location, String message, String hint, String sourceLine) {
    static final Comparator<RecipeProblem> BY_PLACE = Comparator
        .comparing((RecipeProblem problem) -> problem.location().file())
        .thenComparingInt(problem -> problem.location().line())
        .thenComparingInt(problem -> problem.location().column());

    private static final int SHOWN_CHARACTERS = 160;

    public RecipeProblem {
        Objects.requireNonNull(location);
        Objects.requireNonNull(message);
        Objects.requireNonNull(hint);
        Objects.requireNonNull(sourceLine);
    }

    /** {@code file:line:column: error: message}, the line, a caret below the column, and the hint. */
    public String rendered() {
        StringBuilder text = new StringBuilder(location + ": error: " + message);
        if (location.line() > 0 && !sourceLine.isBlank()) {
            showLine(text);
        }
        if (!hint.isEmpty()) {
            text.append("\n  ").append(hint.replace("\n", "\n  "));
        }
        return text.toString();
    }

    /** The line, or of a long one the part around the column, and the caret below. */
    private void showLine(StringBuilder text) {
        String line = sourceLine.stripTrailing();
        int caret = Math.min(location.column(), line.length() + 1) - 1;
        int from = caret < SHOWN_CHARACTERS - SHOWN_CHARACTERS / 4 ? 0 : caret - SHOWN_CHARACTERS / 2;
        int to = Math.min(line.length(), from + SHOWN_CHARACTERS);
        String before = from == 0 ? "" : "… ";
        text.append("\n    ").append(before).append(line, from, to).append(to == line.length() ? "" : " …");
        if (caret >= 0) {
            text.append("\n    ").append(" ".repeat(before.length())).append(blank(line, from, caret)).append('^');
        }
    }

    /** As wide as that part of the line, tabs kept, so that the caret meets its column in every terminal. */
    private static String blank(String line, int from, int to) {
        StringBuilder blank = new StringBuilder();
        for (int i = from; i < to; i++) {
            blank.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return blank.toString();
    }
}
