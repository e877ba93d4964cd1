package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;

/** {@code rollback}. */
final class RollbackCommand extends DescribedCommand {
    private static final int SHOWN = 12;

    RollbackCommand() {
        super(Description.of("rollback NODE", "Takes back a node and all that was made with it.", """
            The session then stands before that node, and makes all of it again as it goes
            on. The files of sources stay. Nothing outside the store is undone.""", "rollback gcc:1")
            .taking(ArgumentKind.NODE));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        if (words.size() != 1) {
            throw Arguments.wrong(this, "'rollback' takes one name");
        }
        List<String> taken = desk.session().rollback(Names.node(words.get(0), desk));
        talk.say("taken back: " + String.join(", ", taken.subList(0, Math.min(SHOWN, taken.size())))
            + (taken.size() > SHOWN ? " and " + (taken.size() - SHOWN) + " more" : ""));
        return ExitStatus.DONE;
    }
}
