package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;

/** {@code redo}. */
final class RedoCommand extends DescribedCommand {
    private final Drafting drafting;

    RedoCommand(Drafting drafting) {
        super(Description.of("redo", "Does again what was taken back last.", """
            A new definition ends it: from then on there is nothing to do again.""", "redo"));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        Arguments.atMost(words, 0, this);
        drafting.tell(drafting.draft(desk).redo(), talk);
        return ExitStatus.DONE;
    }
}
