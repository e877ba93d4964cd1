package org.rootbuild.console;

import java.util.ArrayList;
import java.util.List;
import org.rootbuild.desk.Reach;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;

/** What a change reaches, for people. */
final class ReachText {
    private static final int MOST_LINES = 40;

    private ReachText() {
    }

    static List<String> lines(Reach reach) {
        if (reach.isNothing()) {
            return List.of("it reaches nothing: everything stays as it is");
        }
        List<String> lines = new ArrayList<>();
        add("new    ", reach.added(), lines);
        add("reaches", reach.changed(), lines);
        if (!reach.gone().isEmpty()) {
            lines.add("  gone     " + String.join(", ", reach.gone()));
        }
        if (lines.size() > MOST_LINES) {
            int more = lines.size() - MOST_LINES;
            lines.subList(MOST_LINES, lines.size()).clear();
            lines.add("  … and " + more + " more; 'plan' lists all");
        }
        return lines;
    }

    private static void add(String word, List<PlannedNode> nodes, List<String> lines) {
        for (PlannedNode node : nodes) {
            String what = node.verdict() == Verdict.RUN ? String.join("; ", node.reasons())
                : "now " + node.verdict().word() + (node.verdict() == Verdict.REUSE ? "d" : "");
            lines.add(("  " + word + "  " + node.node().kind() + " " + node.name() + "  " + what).stripTrailing());
        }
    }
}
