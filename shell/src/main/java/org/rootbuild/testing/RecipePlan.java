package org.rootbuild.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Suggestion;

/** A plan as a specification looks at it. */
public final class RecipePlan {
    private final Plan plan;

    RecipePlan(Plan plan) {
        this.plan = plan;
    }

    Plan plan() {
        return plan;
    }

    /** The names of all nodes, in the order in which they are made. */
    public List<String> getNames() {
        return plan.nodes().stream().map(PlannedNode::name).toList();
    }

    public List<String> getSources() {
        return named("source");
    }

    public List<String> getPasses() {
        return named("pass");
    }

    public List<String> getArtifacts() {
        return named("artifact");
    }

    public List<String> getChecks() {
        return named("check");
    }

    private List<String> named(String kind) {
        return plan.nodes().stream().filter(node -> node.node().kind().equals(kind)).map(PlannedNode::name).toList();
    }

    /** The passes whose layers make up the root, lowest first. */
    public List<String> layersOf(String root) {
        if (plan.recipe().root(root).isEmpty()) {
            throw new AssertionError("the recipe has no root '" + root + "'."
                + Suggestion.sentence(root, plan.recipe().roots().stream().map(one -> one.name()).toList()));
        }
        return plan.stack(root);
    }

    /** {@code plan['gcc:1']}: the node of that name. */
    public RecipeNode getAt(String name) {
        return new RecipeNode(this, planned(name));
    }

    PlannedNode planned(String name) {
        return plan.find(name).orElseThrow(() -> new AssertionError("the plan has no '" + name + "'."
            + Suggestion.sentence(name, getNames())));
    }

    /** {@code 'gcc:1' in plan}. */
    public boolean isCase(Object name) {
        return plan.find(String.valueOf(name)).isPresent();
    }

    /** Everything that the node needs, at any depth, in the order of the plan. */
    Set<String> needs(String name) {
        Set<String> found = new LinkedHashSet<>();
        List<String> todo = new ArrayList<>(planned(name).inputs());
        while (!todo.isEmpty()) {
            String next = todo.remove(todo.size() - 1);
            if (found.add(next)) {
                todo.addAll(planned(next).inputs());
            }
        }
        return ordered(found);
    }

    Set<String> ordered(Set<String> names) {
        Set<String> ordered = new LinkedHashSet<>(getNames());
        ordered.retainAll(names);
        return ordered;
    }

    /** The nodes whose verdict is {@code run}, without sources. */
    public List<String> getRuns() {
        return plan.nodes().stream().filter(node -> node.verdict() == org.rootbuild.plan.Verdict.RUN
            && !node.node().kind().equals("source")).map(PlannedNode::name).toList();
    }

    /** The lines that {@code planMatches} compares. */
    public List<String> getLines() {
        return PlanForm.lines(plan);
    }

    @Override
    public String toString() {
        return "the plan of '" + plan.recipe().name() + "', with " + plan.nodes().size() + " nodes";
    }
}
