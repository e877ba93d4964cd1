package org.rootbuild.console;

import java.util.Optional;
import org.rootbuild.desk.Condition;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Trouble;

/** For asking which commands there are, without a desk: nothing is evaluated, and Groovy is not loaded for it. */
final class NamesOnly implements Language {
    @Override
    public Optional<Trouble> evaluate(String text, Desk desk, Talk talk) {
        throw new IllegalStateException("only the commands are asked for");
    }

    @Override
    public Condition condition(String text, Desk desk) {
        throw new IllegalStateException("only the commands are asked for");
    }
}
