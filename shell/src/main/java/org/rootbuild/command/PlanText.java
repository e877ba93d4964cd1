package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.progress.Look;
import org.rootbuild.session.State;

/** A plan for people: one line for each node, in the order in which they are made. */
public final class PlanText {
    private static final int MOST_NAME_COLUMNS = 40;
    private static final int LIVE_COLUMN = 10;
    private static final int LONG_PLAN = 60;

    private final Look look;

    public PlanText(Look look) {
        this.look = look;
    }

    /** @param cleaning the command that makes touched layers again */
    public List<String> lines(Plan plan, String cleaning) {
        List<String> lines = new ArrayList<>();
        long run = plan.count(Verdict.RUN);
        long reuse = plan.count(Verdict.REUSE);
        lines.add("recipe '" + look.clean(plan.recipe().name()) + "': " + (plan.nodes().isEmpty() ? "nothing in it"
            : run == 0 ? "nothing to do, everything is there (" + reuse + ")"
            : run + " to make, " + reuse + " reused"));
        int verdict = 0;
        int name = 0;
        for (PlannedNode node : plan.nodes()) {
            verdict = Math.max(verdict, word(node).length());
            name = Math.max(name, Math.min(MOST_NAME_COLUMNS, title(node).length()));
        }
        for (PlannedNode node : plan.nodes()) {
            String line = "  " + padded(word(node), verdict) + "  " + padded(title(node), name) + "  "
                + (isTouched(node) ? "touched by hand" : String.join("; ", node.reasons()));
            lines.add(look.clean(line.stripTrailing()));
        }
        if (plan.nodes().stream().anyMatch(PlanText::isTouched)) {
            lines.add(look.clean("What is touched by hand is not what the recipe alone makes. Made again by: "
                + cleaning));
        }
        return lines;
    }

    /**
     * The plan of a session, with what became of each node.
     *
     * @param states in the order of the plan
     * @param here   the node at which the session stands
     * @param all    whether nodes that are there get a line each, however many they are
     */
    public List<String> live(Plan plan, Map<String, State> states, Optional<String> here, String cleaning,
                             boolean all) {
        long open = states.values().stream().filter(state -> !state.isSettled()).count();
        List<String> lines = new ArrayList<>();
        lines.add(look.clean("recipe '" + plan.recipe().name() + "': " + (plan.nodes().isEmpty() ? "nothing in it"
            : open == 0 ? "nothing left to do, " + plan.nodes().size() + " there" : open + " of "
            + plan.nodes().size() + " to make")));
        boolean brief = !all && plan.nodes().size() > LONG_PLAN;
        List<PlannedNode> shown = plan.nodes().stream().filter(node -> !brief || !states.get(node.name()).isSettled()
            || isTouched(node)).toList();
        if (shown.size() < plan.nodes().size()) {
            lines.add("    " + (plan.nodes().size() - shown.size()) + " are there ('plan all' lists them)");
        }
        // Long names of sources, behind which nothing stands, do not push the reasons aside.
        int name = shown.stream().filter(node -> !why(node, states).isEmpty())
            .mapToInt(node -> title(node).length()).max().orElse(0);
        for (PlannedNode node : shown) {
            State state = states.get(node.name());
            String mark = here.equals(Optional.of(node.name())) ? "> " : "  ";
            lines.add(look.clean((mark + padded(word(node, state), LIVE_COLUMN) + padded(title(node),
                Math.min(MOST_NAME_COLUMNS, name)) + "  " + why(node, states)).stripTrailing()));
        }
        if (shown.stream().anyMatch(PlanText::isTouched)) {
            lines.add(look.clean("What is touched by hand is not what the recipe alone makes. Made again by: "
                + cleaning));
        }
        return lines;
    }

    private static String why(PlannedNode node, Map<String, State> states) {
        return isTouched(node) ? "touched by hand" : states.get(node.name()) == State.DONE ? ""
            : String.join("; ", node.reasons());
    }

    private static String word(PlannedNode node, State state) {
        return switch (state) {
            case PENDING -> "to make";
            case RUNNING -> "begun";
            case REUSED -> node.verdict() == Verdict.UNNEEDED ? "unneeded" : "reused";
            default -> state.word();
        };
    }

    /** Whether a person had a hand in what is used. */
    public static boolean isTouched(PlannedNode node) {
        return node.touched() && node.verdict() == Verdict.REUSE;
    }

    private static String word(PlannedNode node) {
        return node.verdict().word();
    }

    private static String title(PlannedNode node) {
        return node.node().kind() + " " + node.name();
    }

    private static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - text.length()));
    }
}
