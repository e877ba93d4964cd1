package org.rootbuild.testing;

import java.util.List;
import java.util.Set;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.PlannedNode;

/** One node of a plan: a source, a pass, an artifact or a check. */
public final class RecipeNode {
    private final RecipePlan plan;
    private final PlannedNode planned;

    RecipeNode(RecipePlan plan, PlannedNode planned) {
        this.plan = plan;
        this.planned = planned;
    }

    public String getName() {
        return planned.name();
    }

    /** {@code source}, {@code pass}, {@code artifact} or {@code check}. */
    public String getKind() {
        return planned.node().kind();
    }

    /** The root that a pass works on; empty for everything else. */
    public String getRoot() {
        return planned.node() instanceof Node.Pass pass ? pass.root() : "";
    }

    /** The names of its steps, in order. */
    public List<String> getSteps() {
        return PlanForm.steps(planned.node()).stream().map(Step::name).toList();
    }

    /** {@code run}, {@code reuse}, {@code not needed} or {@code skip}. */
    public String getVerdict() {
        return planned.verdict().word();
    }

    /** Why it will run, one clause each; empty unless it runs. */
    public List<String> getReasons() {
        return planned.reasons();
    }

    /** Whether its result was made with a person's help, such as by going on with what a failed step left. */
    public boolean isTouched() {
        return planned.touched();
    }

    /** 64 hexadecimal digits. */
    public String getFingerprint() {
        return planned.fingerprint().orElse("");
    }

    /** The line of the recipe that declares it. */
    public int getLine() {
        return planned.node().location().line();
    }

    /** The names of what must be there right before it. */
    public List<String> getInputs() {
        return planned.inputs();
    }

    /** {@code plan['a'].needs 'b'}: whether that must be there before it, directly or not. */
    public Finding needs(String other) {
        plan.planned(other);
        Set<String> needed = plan.needs(getName());
        return Finding.of(needed.contains(other), "'" + getName() + "' needs " + (needed.isEmpty() ? "nothing"
            : String.join(", ", needed)) + ", and not '" + other + "'");
    }

    /** {@code plan['a'].comesBefore 'b'}: whether it is made earlier. */
    public Finding comesBefore(String other) {
        plan.planned(other);
        List<String> names = plan.getNames();
        return Finding.of(names.indexOf(getName()) < names.indexOf(other),
            "'" + getName() + "' comes behind '" + other + "' in " + names);
    }

    @Override
    public String toString() {
        return getKind() + " " + getName() + ": " + getVerdict()
            + (getReasons().isEmpty() ? "" : ", " + String.join("; ", getReasons()));
    }
}
