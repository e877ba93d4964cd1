package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;

/** {@code reload}. */
final class ReloadCommand extends DescribedCommand {
    private final Drafting drafting;

    ReloadCommand(Drafting drafting) {
        super(Description.of("reload", "Reads the edited recipe again, and says what the edit reaches.", """
            What the edit does not reach keeps its state, finished steps before the edited
            one too. Where the recipe is wrong, its errors are shown and nothing changes.""", "reload"));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        Arguments.atMost(words, 0, this);
        drafting.checkReload(desk);
        talk.say(ReachText.lines(desk.reload()));
        return ExitStatus.DONE;
    }
}
