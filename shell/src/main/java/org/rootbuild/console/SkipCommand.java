package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.Position;

/** {@code skip}. */
final class SkipCommand extends DescribedCommand {
    SkipCommand() {
        super(Description.of("skip", "Passes over the node at which the session stands.", """
            It leaves nothing, and what comes after does without it. The next session
            makes it. 'rollback NODE' takes that back in this one.""", "skip"));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 0, this);
        Position at = desk.session().position().orElseThrow(() -> new Failure("nothing is left that could be skipped",
            "'plan' lists what there is."));
        desk.session().skip();
        talk.say("skipped: " + at.node());
        return ExitStatus.DONE;
    }
}
