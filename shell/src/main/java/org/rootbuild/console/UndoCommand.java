package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.draft.Change;

/** {@code undo}. */
final class UndoCommand extends DescribedCommand {
    private final Drafting drafting;

    UndoCommand(Drafting drafting) {
        super(Description.of("undo [all]", "Takes back the last definition, or all not saved.", """
            What was made by then stays made: a pass that comes back as it was is not
            built again. 'redo' does it again.""", "undo", "undo all")
            .taking(ArgumentKind.WORD).knowing("all"));
        this.drafting = drafting;
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException, InterruptedException {
        Arguments.atMost(words, 1, this);
        if (!words.isEmpty() && !words.get(0).equals("all")) {
            throw Arguments.wrong(this, "'" + words.get(0) + "' cannot be taken back alone");
        }
        Change change = words.isEmpty() ? drafting.draft(desk).undo() : drafting.draft(desk).undoAll();
        drafting.tell(change, talk);
        return ExitStatus.DONE;
    }
}
