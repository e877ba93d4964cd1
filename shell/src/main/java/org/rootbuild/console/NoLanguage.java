package org.rootbuild.console;

import java.util.Optional;
import org.rootbuild.desk.Condition;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Trouble;
import org.rootbuild.problem.Failure;

/** Stands where an evaluation of Groovy is to be plugged in. */
final class NoLanguage implements Language {
    @Override
    public Optional<Trouble> evaluate(String text, Desk desk, Talk talk) throws Failure {
        throw refusal(text);
    }

    @Override
    public Condition condition(String text, Desk desk) throws Failure {
        throw refusal(text);
    }

    private static Failure refusal(String text) {
        return new Failure("'" + text.strip().lines().findFirst().orElse("") + "' is no command, and Groovy is not"
            + " connected yet", "'help' lists the commands.");
    }
}
