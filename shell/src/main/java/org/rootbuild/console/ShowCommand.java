package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Draft;
import org.rootbuild.draft.Spot;

/** {@code show}. */
final class ShowCommand extends DescribedCommand {
    private final Drafting drafting;

    ShowCommand(Drafting drafting) {
        super(Description.of("show [NAME[/STEP] | changes]",
            "Shows the text of the recipe, or of a part of it.", """
            The text is the one in force: a recipe that was changed at the prompt is shown
            with its changes. 'show changes' shows what is not saved.""", "show", "show gcc:1",
            "show gcc:1/configure", "show changes")
            .taking(ArgumentKind.PLACE).knowing("changes"));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        Arguments.atMost(words, 1, this);
        Draft draft = drafting.draft(desk);
        if (words.isEmpty()) {
            talk.say(draft.text().lines().toList());
        } else if (words.get(0).equals("changes")) {
            List<String> unsaved = draft.isOwn() ? draft.text().lines().toList() : draft.unsaved();
            talk.say(unsaved.isEmpty() ? List.of("everything is saved") : unsaved);
        } else {
            talk.say(Spot.find(words.get(0), draft, desk.loaded().model()).text().lines().toList());
        }
        return ExitStatus.DONE;
    }
}
