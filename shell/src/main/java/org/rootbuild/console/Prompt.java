package org.rootbuild.console;

import java.util.Objects;
import java.util.Optional;
import org.rootbuild.desk.Desk;
import org.rootbuild.session.Position;

/**
 * What stands before the cursor.
 *
 * @param recipe   its name
 * @param position the step before which the session stands; empty where nothing is left to do
 * @param state    a word; empty where there is nothing to say
 */
record Prompt(String recipe, String position, String state) {
    static final String FAILED = "failed";
    private static final int MOST_COLUMNS = 48;

    Prompt {
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(position);
        Objects.requireNonNull(state);
    }

    static Prompt of(Desk desk) {
        Optional<Position> at = desk.session().position();
        if (at.isEmpty()) {
            return new Prompt(desk.plan().recipe().name(), "", desk.plan().nodes().isEmpty() ? "empty" : "done");
        }
        boolean failed = desk.session().failure().isPresent() || desk.session().earlierFailures().stream()
            .anyMatch(failure -> failure.node().equals(at.get().node()) && failure.step().equals(at.get().step()));
        return new Prompt(desk.plan().recipe().name(), at.get().node() + "/" + at.get().step(), failed ? FAILED : "");
    }

    /** The position, its middle left out where it is long. */
    String shortPosition() {
        int over = position.length() - MOST_COLUMNS;
        int middle = MOST_COLUMNS / 2;
        return over <= 0 ? position : position.substring(0, middle - 1) + "…" + position.substring(middle + over);
    }

    /** Without colours. */
    String plain() {
        return recipe + (position.isEmpty() ? "" : " " + shortPosition()) + (state.isEmpty() ? "" : " " + state) + "> ";
    }
}
