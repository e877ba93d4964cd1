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
 * @param state    a word
 */
record Prompt(String recipe, String position, String state) {
    Prompt {
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(position);
        Objects.requireNonNull(state);
    }

    static Prompt of(Desk desk) {
        Optional<Position> at = desk.session().position();
        String place = at.map(one -> one.node() + "/" + one.step()).orElse("");
        boolean failed = desk.session().failure().isPresent() || at.isPresent() && desk.session().earlierFailures().stream()
            .anyMatch(failure -> failure.node().equals(at.get().node()));
        String state = at.isEmpty() ? (desk.plan().nodes().isEmpty() ? "empty" : "done") : failed ? "failed" : "";
        return new Prompt(desk.plan().recipe().name(), place, state);
    }
}
