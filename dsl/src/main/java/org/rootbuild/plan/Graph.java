package org.rootbuild.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;

/**
 * Who needs whom in a recipe, and the order that follows. The language refuses recipes that name what is not there or
 * go round in a circle; one that comes here nevertheless is an {@link IllegalArgumentException}.
 */
final class Graph {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();
    private final Stacks stacks;

    Graph(Recipe recipe) {
        stacks = new Stacks(recipe);
        recipe.nodes().forEach(node -> nodes.put(node.name(), node));
        nodes.values().forEach(node -> inputs.put(node.name(), inputsOf(node)));
    }

    static <T> T known(T found, String kind, String name) {
        if (found == null) {
            throw new IllegalArgumentException("the recipe has no " + kind + " '" + name + "', but refers to it");
        }
        return found;
    }

    private List<String> inputsOf(Node node) {
        Set<String> found = new LinkedHashSet<>();
        if (node instanceof Node.Pass pass) {
            found.addAll(stacks.tops(below(pass), every -> true));
        }
        for (Step step : steps(node)) {
            step.arguments().references(ref -> found.addAll(targets(ref)));
        }
        return List.copyOf(found);
    }

    static List<Step> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        } else if (node instanceof Node.Check check) {
            return List.of(check.step());
        }
        return List.of();
    }

    /** The nodes that a reference stands for: for a root, all passes of its stack. */
    private List<String> targets(Value.Ref ref) {
        return ref.kind() == Value.RefKind.ROOT
            ? known(stacks.all().get(ref.name()), "root", ref.name())
            : List.of(known(nodes.get(ref.name()), "node", ref.name()).name());
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** The names of the passes whose layers lie below the pass, lowest first. */
    List<String> below(Node.Pass pass) {
        return stacks.below(pass.name(), pass.root());
    }

    Stacks stacks() {
        return stacks;
    }

    List<String> inputs(String node) {
        return inputs.get(node);
    }

    /** Those that no other node but a source needs: what a run is for. Artifacts are asked for in any case. */
    Set<String> goals() {
        Set<String> needed = new HashSet<>();
        inputs.values().forEach(needed::addAll);
        Set<String> goals = new LinkedHashSet<>();
        nodes.forEach((name, node) -> {
            boolean last = !needed.contains(name) && !(node instanceof Node.Source);
            if (last || node instanceof Node.Artifact) {
                goals.add(name);
            }
        });
        return goals;
    }

    /** The nodes that these need at any depth, themselves included. */
    Set<String> closure(Set<String> of) {
        Set<String> found = new HashSet<>();
        List<String> todo = new ArrayList<>(of);
        while (!todo.isEmpty()) {
            String next = todo.remove(todo.size() - 1);
            if (found.add(next)) {
                todo.addAll(inputs.get(next));
            }
        }
        return found;
    }

    /**
     * Every node after what it needs, otherwise as the recipe declares them; but sources, which recipes declare at
     * their beginning, come right before what needs them first.
     */
    List<Node> order() {
        List<Node> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        nodes.values().stream().filter(node -> !(node instanceof Node.Source))
            .forEach(node -> place(node.name(), placed, ordered));
        nodes.keySet().forEach(name -> place(name, placed, ordered));
        return ordered;
    }

    private void place(String name, Set<String> placed, List<Node> ordered) {
        // Stacks of a thousand passes must not become a thousand nested calls.
        Deque<String> todo = new ArrayDeque<>(List.of(name));
        Set<String> open = new HashSet<>();
        while (!todo.isEmpty()) {
            String top = todo.peek();
            List<String> missing = placed.contains(top) ? List.of()
                : inputs.get(top).stream().filter(input -> !placed.contains(input)).toList();
            if (missing.isEmpty()) {
                todo.pop();
                open.remove(top);
                if (placed.add(top)) {
                    ordered.add(nodes.get(top));
                }
            } else if (open.add(top)) {
                for (int i = missing.size() - 1; i >= 0; i--) {
                    todo.push(missing.get(i));
                }
            } else {
                throw new IllegalArgumentException("'" + top + "' needs itself");
            }
        }
    }
}
