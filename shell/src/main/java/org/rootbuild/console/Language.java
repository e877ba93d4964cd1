package org.rootbuild.console;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.assist.Wholeness;
import org.rootbuild.desk.Condition;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Trouble;
import org.rootbuild.problem.Failure;

/** What a line is that is no command: Groovy, with what lies on the desk at hand. */
public interface Language {
    /**
     * Evaluates a whole input and shows what it comes to.
     *
     * @return what is wrong with it; empty where it went well
     */
    Optional<Trouble> evaluate(String text, Desk desk, Talk talk) throws IOException, InterruptedException;

    /** Whether the input is complete; otherwise more lines follow. Must be quick: it is asked at every Enter. */
    default boolean isWhole(String text) {
        return new Wholeness().isWhole(text);
    }

    /** The variables that a line finds, with their types, for completion. */
    default Map<String, Type> variables() {
        return Map.of();
    }

    /** The root that definitions go into. */
    default Optional<String> currentRoot(Desk desk) {
        return Optional.empty();
    }

    /**
     * A condition for a breakpoint.
     *
     * @param text an expression, without the braces of a closure
     * @throws Failure when it is no valid expression
     */
    Condition condition(String text, Desk desk) throws Failure;
}
