package org.rootbuild.console;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.command.ExitStatus;
import org.rootbuild.desk.Desk;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.session.State;

/** {@code explain}. */
final class ExplainCommand extends DescribedCommand {
    private static final int SHOWN = 12;

    ExplainCommand() {
        super(Description.of("explain [NODE]", "Says why a node runs or not, and what hangs on it.", """
            The reasons are those of its fingerprint: what it is made of now, label by
            label, against what it was made of last. Without a name: of the node at which
            the session stands.""", "explain gcc:1").taking(ArgumentKind.NODE));
    }

    @Override
    public int run(List<String> words, Desk desk, Talk talk) throws IOException {
        Arguments.atMost(words, 1, this);
        String name = words.isEmpty() ? Names.here(desk).node() : Names.node(words.get(0), desk);
        PlannedNode node = desk.plan().find(name).orElseThrow();
        State state = desk.session().states().get(name);
        talk.say(node.node().kind() + " " + name + " (" + node.node().location() + ") " + sentence(node, state));
        if (state != State.DONE) {
            node.reasons().forEach(reason -> talk.say("  because  " + reason));
        }
        node.fingerprint().ifPresent(print -> talk.say("  print    " + print));
        inputs(node, desk).forEach(talk::say);
        List<String> users = desk.plan().nodes().stream().filter(other -> other.inputs().contains(name))
            .map(PlannedNode::name).toList();
        if (!users.isEmpty()) {
            talk.say("  used by  " + listed(users));
        }
        DiskLines.of(node.node(), desk.session().inspect(name), desk).forEach(talk::say);
        return ExitStatus.DONE;
    }

    private static String sentence(PlannedNode node, State state) {
        return switch (state) {
            case DONE -> "was made in this session";
            case FAILED -> "has failed";
            case SKIPPED -> "is passed over, as you said";
            case RUNNING -> "is being made: some of its steps are done";
            case REUSED -> node.verdict() == Verdict.UNNEEDED ? "is not needed: nothing that will run uses it"
                : "is reused: the store has what this recipe makes" + (node.touched() ? ", touched by hand" : "");
            case PENDING -> "will be made";
        };
    }

    private static List<String> inputs(PlannedNode node, Desk desk) {
        List<String> there = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String input : node.inputs()) {
            boolean isSettled = desk.session().states().getOrDefault(input, State.PENDING).isSettled();
            (isSettled ? there : missing).add(input);
        }
        List<String> lines = new ArrayList<>();
        if (!there.isEmpty()) {
            lines.add("  needs    " + listed(there) + (there.size() == 1 ? ", which is there" : ", which are there"));
        }
        if (!missing.isEmpty()) {
            lines.add("  needs    " + listed(missing) + ", still to be made");
        }
        return lines;
    }

    private static String listed(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
            + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
