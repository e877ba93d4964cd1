package org.rootbuild.draft;

import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Parameter;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;

/** Whether two recipes say the same, wherever in their texts they say it. */
public final class Likeness {
    private static final Location NOWHERE = new Location("", 0, 0);

    private Likeness() {
    }

    /** Whether both would build the same; their names may differ. */
    public static boolean holds(Recipe one, Recipe other) {
        return bare(one).equals(bare(other));
    }

    private static Recipe bare(Recipe recipe) {
        return new Recipe("", recipe.about(), recipe.epochSeconds(),
            recipe.parameters().stream().map(Likeness::bare).toList(),
            recipe.roots().stream().map(root -> new Root(root.name(), root.from(), root.options(), NOWHERE)).toList(),
            recipe.nodes().stream().map(Likeness::bare).toList());
    }

    private static Parameter bare(Parameter one) {
        return new Parameter(one.name(), one.type(), one.defaultValue(), one.value(), one.choices(), one.about(),
            NOWHERE);
    }

    private static Node bare(Node node) {
        if (node instanceof Node.Source source) {
            return new Node.Source(source.name(), source.provider(), source.request(), NOWHERE);
        } else if (node instanceof Node.Pass pass) {
            return new Node.Pass(pass.name(), pass.root(), pass.steps().stream().map(Likeness::bare).toList(),
                pass.group(), NOWHERE);
        } else if (node instanceof Node.Artifact artifact) {
            return new Node.Artifact(artifact.name(), bare(artifact.step()), NOWHERE);
        }
        Node.Check check = (Node.Check) node;
        return new Node.Check(check.name(), bare(check.step()), NOWHERE);
    }

    private static Step bare(Step step) {
        return new Step(step.name(), step.verb(), step.verbVersion(), step.arguments(), NOWHERE);
    }
}
