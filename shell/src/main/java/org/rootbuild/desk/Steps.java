package org.rootbuild.desk;

import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;

/** The steps of a node, in their order; a source has none. */
public final class Steps {
    private Steps() {
    }

    public static List<Step> of(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        }
        return node instanceof Node.Check check ? List.of(check.step()) : List.of();
    }

    /** The name of the last one. */
    static Optional<String> last(Node node) {
        List<Step> steps = of(node);
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1).name());
    }
}
