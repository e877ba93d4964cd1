package org.rootbuild.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.model.Recipe;

/** A recipe's nodes in the order in which they are made: everything comes after what it needs. */
public final class Plan {
    private final Recipe recipe;
    private final List<PlannedNode> ordered;
    private final Map<String, PlannedNode> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> stacks;

    Plan(Recipe recipe, List<PlannedNode> ordered, Map<String, List<String>> stacks) {
        this.recipe = Objects.requireNonNull(recipe);
        this.ordered = List.copyOf(ordered);
        ordered.forEach(node -> nodes.put(node.name(), node));
        this.stacks = Map.copyOf(stacks);
    }

    public Recipe recipe() {
        return recipe;
    }

    public List<PlannedNode> nodes() {
        return ordered;
    }

    public Optional<PlannedNode> find(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** The names of the passes whose layers make up the root, lowest first, those of the roots that it is made from too. */
    public List<String> stack(String root) {
        return stacks.getOrDefault(root, List.of());
    }

    /** The names of the passes whose layers lie below the pass, lowest first. */
    public List<String> below(String pass, String root) {
        List<String> stack = stack(root);
        int at = stack.indexOf(pass);
        return at < 0 ? stack : stack.subList(0, at);
    }

    public long count(Verdict verdict) {
        return ordered.stream().filter(node -> node.verdict() == verdict).count();
    }
}
