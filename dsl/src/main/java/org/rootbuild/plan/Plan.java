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
    private final Stacks stacks;

    Plan(Recipe recipe, List<PlannedNode> ordered, Stacks stacks) {
        this.recipe = Objects.requireNonNull(recipe);
        this.ordered = List.copyOf(ordered);
        ordered.forEach(node -> nodes.put(node.name(), node));
        this.stacks = Objects.requireNonNull(stacks);
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
        return stacks.of(root);
    }

    /**
     * The names of the passes whose layers lie below the pass, lowest first: always the lowest of the root's stack. A
     * pass of an independent block does not see the others of it.
     */
    public List<String> below(String pass, String root) {
        return stacks.below(pass, root);
    }

    /**
     * The blocks of independent passes in the root's stack, lowest first, those of the roots that it is made from too.
     * Before anything works on such a stack, the layers of each block are compared.
     */
    public List<Block> blocks(String root) {
        return stacks.blocks(root);
    }

    public long count(Verdict verdict) {
        return ordered.stream().filter(node -> node.verdict() == verdict).count();
    }
}
