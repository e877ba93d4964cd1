package org.rootbuild.console;

import java.util.List;
import java.util.Optional;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.PlanText;
import org.rootbuild.desk.Desk;
import org.rootbuild.session.Position;

/** {@code plan}. */
final class PlanCommand extends DescribedCommand {
    PlanCommand() {
        super(Description.of("plan [all]", "Says what is there, what will run, and why.", """
            The nodes stand in the order in which they are made; '>' marks the one at
            which the session stands. Of a long plan the nodes that are there already
            share a line; 'plan all' lists each.""", "plan", "plan all").taking(ArgumentKind.WORD).knowing("all"));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws org.rootbuild.command.UsageError {
        Arguments.atMost(words, 1, this);
        Optional<String> here = desk.session().position().map(Position::node);
        PlanText text = new PlanText(talk.look());
        boolean all = words.equals(List.of("all"));
        talk.say(text.live(desk.plan(), desk.session().states(), here, desk.workplace().cleaning(), all));
        return ExitStatus.DONE;
    }
}
