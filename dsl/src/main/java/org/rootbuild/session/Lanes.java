package org.rootbuild.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/**
 * Which nodes of a plan may be made now, side by side: those that have all that they need, in the order of the plan. So
 * none of them, and none that runs already, needs another of them. It starts nothing and remembers nothing.
 */
final class Lanes {
    private final int count;

    /** @param count how many nodes may run at once; at least 1 */
    Lanes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("no lane to run in: " + count);
        }
        this.count = count;
    }

    /**
     * The nodes to begin now, as many as there are free lanes. Sources that are to be looked up come alone: what they
     * turn out to be decides what else runs. When none is left to look up but fingerprints are still missing, the plan
     * is to be made anew.
     *
     * @param states of every node of the plan
     * @return none when all lanes are taken, everything is settled, or what is left needs something that failed
     */
    List<PlannedNode> ready(Plan plan, Map<String, State> states) {
        long running = states.values().stream().filter(state -> state == State.RUNNING).count();
        List<PlannedNode> open = plan.nodes().stream()
            .filter(node -> states.get(node.name()) == State.PENDING).toList();
        List<PlannedNode> unknown = plan.nodes().stream().filter(node -> isToLookUp(node, states)).toList();
        List<PlannedNode> found = new ArrayList<>();
        Map<String, Integer> settled = new HashMap<>();
        for (PlannedNode node : open) {
            boolean may = unknown.isEmpty() ? node.fingerprint().isPresent() && has(plan, node, states, settled)
                : unknown.contains(node);
            if (running + found.size() < count && may) {
                found.add(node);
            }
        }
        return found;
    }

    private static boolean isToLookUp(PlannedNode node, Map<String, State> states) {
        return node.node() instanceof Node.Source && node.fingerprint().isEmpty()
            && !states.get(node.name()).isSettled();
    }

    private static boolean has(Plan plan, PlannedNode node, Map<String, State> states, Map<String, Integer> settled) {
        if (!node.inputs().stream().allMatch(input -> states.get(input).isSettled())) {
            return false;
        }
        // Only the highest layers below a pass are its inputs by name, but it works on all of them.
        return !(node.node() instanceof Node.Pass pass)
            || plan.below(pass.name(), pass.root()).size()
                <= settled.computeIfAbsent(pass.root(), root -> lowestSettled(plan.stack(root), states));
    }

    /** How many of the stack's lowest passes are settled. */
    private static int lowestSettled(List<String> stack, Map<String, State> states) {
        int count = 0;
        while (count < stack.size() && states.getOrDefault(stack.get(count), State.REUSED).isSettled()) {
            count++;
        }
        return count;
    }
}
