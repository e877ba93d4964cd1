package org.rootbuild.command;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.progress.Look;

/** A plan for people: one line for each node, in the order in which they are made. */
public final class PlanText {
    private static final int MOST_NAME_COLUMNS = 40;

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

    /** Whether a person had a hand in what is used. */
    static boolean isTouched(PlannedNode node) {
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
