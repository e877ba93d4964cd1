package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.desk.Desk;

/** {@code step}. */
final class StepCommand extends DescribedCommand {
    StepCommand() {
        super(Description.of("step [NUMBER]", "Runs one step, or so many.", """
            The session then stands before the next step, as the prompt says.
            Breakpoints do not matter to it; a failure ends it.""", "step", "step 3").taking(ArgumentKind.TEXT));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 1, this);
        int times = words.isEmpty() ? 1 : Numbers.of(words.get(0), 1, 1_000_000, this);
        Build build = new Build(desk, talk);
        int status = 0;
        for (int i = 0; i < times && status == 0 && (i == 0 || desk.session().position().isPresent()); i++) {
            status = build.carryOut(desk::step);
        }
        return status;
    }
}
