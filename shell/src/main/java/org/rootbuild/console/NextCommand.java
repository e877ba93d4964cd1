package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.desk.Desk;

/** {@code next}. */
final class NextCommand extends DescribedCommand {
    NextCommand() {
        super(Description.of("next", "Runs to the end of the pass at which the session stands.", """
            It heeds breakpoints inside that pass.""", "next"));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 0, this);
        return new Build(desk, talk).carryOut(desk::next);
    }
}
