package org.rootbuild.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;

/**
 * A node of a plan.
 *
 * @param fingerprint 64 hexadecimal digits; empty as long as a source that it needs is not looked up
 * @param described   the labelled fields that the fingerprint is made of
 * @param reasons     why it will run, one clause each; empty unless it runs
 * @param touched     whether a person had a hand in the result that is there
 * @param inputs      names of the nodes that must be there before it
 */
public record PlannedNode(Node node, Optional<String> fingerprint, Fields described, Verdict verdict,
                          List<String> reasons, List<String> inputs, boolean touched) {
    public PlannedNode {
        Objects.requireNonNull(node);
        Objects.requireNonNull(fingerprint);
        Objects.requireNonNull(described);
        Objects.requireNonNull(verdict);
        reasons = List.copyOf(reasons);
        inputs = List.copyOf(inputs);
    }

    public String name() {
        return node.name();
    }
}
