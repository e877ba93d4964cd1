package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Draft;
import org.rootbuild.draft.Spot;

/** {@code drop}. */
final class DropCommand extends DescribedCommand {
    private final Drafting drafting;

    DropCommand(Drafting drafting) {
        super(Description.of("drop NAME[/STEP]",
            "Takes a part out of the recipe, such as a pass or a step.", """
            It is refused where something else needs that part. Where one statement makes
            several steps or passes, such as a loop, it goes as a whole. 'undo' brings it
            back.""", "drop hello", "drop gcc:1/sh:2")
            .taking(ArgumentKind.PLACE));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        if (words.size() != 1) {
            throw Arguments.wrong(this, "'drop' takes one name");
        }
        Draft draft = drafting.draft(desk);
        drafting.tell(draft.drop(Spot.find(words.get(0), draft, desk.loaded().model())), talk);
        return ExitStatus.DONE;
    }
}
