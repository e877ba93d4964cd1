package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import org.rootbuild.command.UsageError;
import org.rootbuild.desk.Desk;
import org.rootbuild.desk.Goal;

/** {@code run}. */
final class RunCommand implements ConsoleCommand {
    private static final String UNTIL = "until";
    private static final String TO = "to";

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String synopsis() {
        return "run [until NODE | to NODE]";
    }

    @Override
    public String summary() {
        return "Goes on to the end, or as far as is said, or to a breakpoint or a failure.";
    }

    @Override
    public String help() {
        return """
            until NODE  makes that node and what comes before it, and stops there
            to NODE     makes what comes before that node, and stands before it

            A failure always stops it, and so do Ctrl-C and breakpoints ('help break').
            Passes that do not need each other are made side by side, as far as no
            breakpoint could strike in them.""";
    }

    @Override
    public List<String> examples() {
        return List.of("run", "run until gcc:1", "run to gcc:1");
    }

    @Override
    public List<ArgumentKind> arguments() {
        return List.of(ArgumentKind.WORD, ArgumentKind.NODE);
    }

    @Override
    public List<String> words() {
        return List.of(UNTIL, TO);
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Goal goal = goal(words, desk);
        return new Build(desk, talk).carryOut(() -> desk.run(goal));
    }

    private static Goal goal(List<String> words, Desk desk) throws IOException {
        if (words.isEmpty()) {
            return new Goal.End();
        } else if (words.size() == 2 && words.get(0).equals(UNTIL)) {
            return new Goal.Through(Names.node(words.get(1), desk));
        } else if (words.size() == 2 && words.get(0).equals(TO)) {
            return new Goal.To(Names.node(words.get(1), desk));
        }
        throw new UsageError("run knows 'until NODE' and 'to NODE', not '" + String.join(" ", words) + "'",
            "'help run' explains both.");
    }
}
