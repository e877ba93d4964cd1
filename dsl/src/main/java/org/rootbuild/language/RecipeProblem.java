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
        if (location.line() > 0 && !sourceLine.isBlank() && location.column() <= SHOWN_CHARACTERS) {
            text.append("\n    ").append(shown());
            if (location.column() > 0) {
                text.append("\n    ").append(underColumn()).append('^');
            }
        }
        if (!hint.isEmpty()) {
            text.append("\n  ").append(hint.replace("\n", "\n  "));
        }
        return text.toString();
    }

    private String shown() {
        String line = sourceLine.stripTrailing();
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + " …";
    }

    /** As wide as what stands before the column, tabs kept, so that the caret meets it in every terminal. */
    private String underColumn() {
        StringBuilder blank = new StringBuilder();
        for (int i = 0; i < location.column() - 1; i++) {
            blank.append(i < sourceLine.length() && sourceLine.charAt(i) == '\t' ? '\t' : ' ');
        }
        return blank.toString();
    }
}
