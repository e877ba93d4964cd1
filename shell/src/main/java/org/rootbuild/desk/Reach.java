package org.rootbuild.desk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/**
 * What a change to a recipe reaches.
 *
 * @param changed nodes that are made of something else now, in the order of the plan, with their reasons
 * @param added   names of nodes that were not there before
 * @param gone    names of nodes that are not there any more
 */
public record Reach(List<PlannedNode> changed, List<PlannedNode> added, List<String> gone) {
    public Reach {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
    }

    static Reach between(Plan before, Plan after) {
        List<PlannedNode> changed = new ArrayList<>();
        List<PlannedNode> added = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (PlannedNode node : after.nodes()) {
            names.add(node.name());
            before.find(node.name()).ifPresentOrElse(old -> {
                // Not by the verdict: what was made since the plan before is there now, whatever was changed.
                // As long as sources are not looked up there are no fingerprints, but what the recipe says is known.
                boolean isSame = old.fingerprint().isPresent() && node.fingerprint().isPresent()
                    ? old.fingerprint().equals(node.fingerprint())
                    : old.described().equals(node.described()) && said(old.node()).equals(said(node.node()));
                if (!isSame) {
                    changed.add(node);
                }
            }, () -> added.add(node));
        }
        List<String> gone = before.nodes().stream().map(PlannedNode::name).filter(name -> !names.contains(name))
            .toList();
        return new Reach(changed, added, gone);
    }

    /** What the recipe says of a node, wherever it stands. */
    private static List<Fields> said(Node node) {
        return node instanceof Node.Source source ? List.of(source.request())
            : Steps.of(node).stream().map(Step::arguments).toList();
    }

    public boolean isNothing() {
        return changed.isEmpty() && added.isEmpty() && gone.isEmpty();
    }
}
