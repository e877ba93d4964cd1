package org.rootbuild.plan;

import java.util.HashMap;
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
    private final Map<String, Map<String, Integer>> positions = new HashMap<>();

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

    /**
     * The names of the passes whose layers make up the root, lowest first, those of the roots that it is made from too.
     */
    public List<String> stack(String root) {
        return stacks.getOrDefault(root, List.of());
    }

    /** The names of the passes whose layers lie below the pass, lowest first. */
    public List<String> below(String pass, String root) {
        List<String> stack = stack(root);
        Map<String, Integer> position = positions.computeIfAbsent(root, key -> positions(stack));
        return stack.subList(0, position.getOrDefault(pass, stack.size()));
    }

    private static Map<String, Integer> positions(List<String> stack) {
        Map<String, Integer> positions = new HashMap<>();
        stack.forEach(name -> positions.put(name, positions.size()));
        return positions;
    }

    public long count(Verdict verdict) {
        return ordered.stream().filter(node -> node.verdict() == verdict).count();
    }
}
