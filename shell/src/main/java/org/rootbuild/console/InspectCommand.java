package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.command.InspectionText;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Place;
import org.rootbuild.model.Node;
import org.rootbuild.session.Inspection;

/** {@code inspect}. */
final class InspectCommand extends DescribedCommand {
    private static final String FILES = "--files";

    InspectCommand() {
        super(Description.of("inspect [NODE[/STEP]] [--files]",
            "Shows what is known of a pass or step, and what it changed.", """
            Without a name: of the step at which the session stands. Also of one that
            failed, with the folder that holds what its programs left. --files lists every
            path that was changed, not the biggest only.""", "inspect", "inspect gcc:1", "inspect gcc:1/configure --files")
            .taking(ArgumentKind.PLACE).knowing(FILES));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        List<String> names = Arguments.without(words, FILES);
        Arguments.atMost(names, 1, this);
        Place place = names.isEmpty() ? Names.here(desk) : Names.place(names.get(0), desk);
        Node node = desk.plan().find(place.node()).orElseThrow().node();
        InspectionText text = new InspectionText(talk::shown, desk.workplace().cleaning(), "retry here",
            words.contains(FILES));
        Inspection found = desk.session().inspect(place.toString());
        talk.say(text.lines(node, found));
        DiskLines.of(node, found, desk).forEach(talk::say);
        return ExitStatus.DONE;
    }
}
