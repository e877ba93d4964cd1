package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Goal;

/** {@code run}. */
final class RunCommand extends DescribedCommand {
    private static final String UNTIL = "until";
    private static final String TO = "to";

    RunCommand() {
        super(Description.of("run [until NODE | to NODE]",
            "Goes on to the end, to a place, a breakpoint or a failure.", """
            until NODE  makes that node and what comes before it, and stops there
            to NODE     makes what comes before that node, and stands before it

            A failure stops it, and so do Ctrl-C and breakpoints ('help break'). Passes
            that do not need each other are made side by side, unless a breakpoint could
            strike inside of them.""", "run", "run until gcc:1", "run to gcc:1")
            .taking(ArgumentKind.WORD, ArgumentKind.NODE).knowing(UNTIL, TO).alsoCalled("continue"));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Goal goal = goal(words, desk);
        return new Build(desk, talk).carryOut(() -> desk.run(goal));
    }

    private Goal goal(List<String> words, Desk desk) throws IOException {
        if (words.isEmpty()) {
            return new Goal.End();
        } else if (words.size() == 2 && words.get(0).equals(UNTIL)) {
            return new Goal.Through(Names.node(words.get(1), desk));
        } else if (words.size() == 2 && words.get(0).equals(TO)) {
            return new Goal.To(Names.node(words.get(1), desk));
        }
        throw Arguments.wrong(this, "'" + String.join(" ", words) + "' does not say how far to run");
    }
}
