package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Draft;
import org.rootbuild.draft.Spot;

/** {@code change}. */
final class ChangeCommand extends DescribedCommand {
    private final Drafting drafting;

    ChangeCommand(Drafting drafting) {
        super(Description.of("change NAME[/STEP] STATEMENT",
            "Puts another statement in the place of a part of the recipe.", """
            For a step that is not the last one; a pass or a root is changed by typing it
            again. The statement is a word of recipes with its arguments.""", "change gcc:1/sh:2 sh 'make check'")
            .taking(ArgumentKind.PLACE, ArgumentKind.CODE));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        throw Arguments.wrong(this, "nothing is said that could stand there");
    }

    @Override
    public int runLine(String rest, Desk desk, Talk talk) throws IOException, InterruptedException {
        String text = rest.strip();
        String place = Words.first(text);
        String statement = text.substring(place.length()).strip();
        if (place.isEmpty() || statement.isEmpty()) {
            throw Arguments.wrong(this, "nothing is said that could stand there");
        }
        Draft draft = drafting.draft(desk);
        drafting.tell(draft.change(Spot.find(place, draft, desk.loaded().model()), statement), talk);
        return ExitStatus.DONE;
    }
}
