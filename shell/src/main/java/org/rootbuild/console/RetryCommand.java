package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.desk.Desk;
import org.rootbuild.problem.Failure;
import org.rootbuild.session.EarlierFailure;
import org.rootbuild.session.Position;
import org.rootbuild.session.Session;

/** {@code retry}. */
final class RetryCommand extends DescribedCommand {
    private static final String HERE = "here";
    private static final String PASS = "pass";

    RetryCommand() {
        super(Description.of("retry [here | pass]", "Runs the failed step again.", """
            Without a word the step begins again where its checkpoint is; what the failed
            attempt left is gone.

            here  it goes on with what the attempt left and what you mended in it by hand;
                  the layer is then marked as touched
            pass  the whole pass runs again from its beginning

            The session then stands behind the step (or the pass): 'run' goes on.
            A failure that an earlier process left can be retried just so.""", "retry", "retry here", "retry pass")
            .taking(ArgumentKind.WORD).knowing(HERE, PASS));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 1, this);
        String how = words.isEmpty() ? "" : words.get(0);
        if (!List.of("", HERE, PASS).contains(how)) {
            throw Arguments.wrong(this, "'" + how + "' is no way to retry");
        }
        Session session = desk.session();
        if (session.failure().isPresent()) {
            session.retry(how.equals(HERE) ? Session.Retry.HERE : how.equals(PASS) ? Session.Retry.PASS
                : Session.Retry.STEP);
        } else {
            retryEarlier(how, desk);
        }
        Build build = new Build(desk, talk);
        return build.carryOut(how.equals(PASS) ? desk::next : desk::step);
    }

    private static void retryEarlier(String how, Desk desk) throws IOException {
        Optional<Position> at = desk.session().position();
        Optional<EarlierFailure> earlier = desk.session().earlierFailures().stream()
            .filter(failure -> at.isPresent() && at.get().node().equals(failure.node())).findFirst();
        if (earlier.isEmpty()) {
            throw new Failure("nothing has failed where the session stands", "'run', 'next' and 'step' go on;"
                + " 'rollback NODE' makes something again.");
        } else if (how.equals(HERE)) {
            desk.session().goOnHere();
        } else if (how.equals(PASS)) {
            desk.session().rollback(earlier.get().node());
        }
    }
}
