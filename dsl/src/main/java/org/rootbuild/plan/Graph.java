package org.rootbuild.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;

/**
 * Who needs whom in a recipe, and the order that follows. The language refuses recipes that name what is not there or
 * go round in a circle; one that comes here nevertheless is an {@link IllegalArgumentException}.
 */
final class Graph {
    private final Recipe recipe;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> passesOf = new HashMap<>();
    private final Map<String, List<String>> stacks = new HashMap<>();
    private final Map<String, List<String>> inputs = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Root> roots = new HashMap<>();

    Graph(Recipe recipe) {
        this.recipe = recipe;
        recipe.roots().forEach(root -> {
            passesOf.put(root.name(), new ArrayList<>());
            roots.put(root.name(), root);
        });
        for (Node node : recipe.nodes()) {
            nodes.put(node.name(), node);
            if (node instanceof Node.Pass pass) {
                known(passesOf.get(pass.root()), "root", pass.root()).add(pass.name());
            }
        }
        recipe.roots().forEach(root -> stack(root.name(), new HashSet<>()));
        Map<String, String> previous = previousPasses();
        nodes.values().forEach(node -> inputs.put(node.name(), inputsOf(node, Optional.ofNullable(
            previous.get(node.name())))));
    }

    private static <T> T known(T found, String kind, String name) {
        if (found == null) {
            throw new IllegalArgumentException("the recipe has no " + kind + " '" + name + "', but refers to it");
        }
        return found;
    }

    private List<String> stack(String root, Set<String> open) {
        List<String> done = stacks.get(root);
        if (done != null) {
            return done;
        }
        if (!open.add(root)) {
            throw new IllegalArgumentException("the root '" + root + "' is made from itself");
        }
        List<String> stack = new ArrayList<>();
        known(roots.get(root), "root", root).from().ifPresent(base -> stack.addAll(stack(base, open)));
        stack.addAll(passesOf.get(root));
        stacks.put(root, List.copyOf(stack));
        return stack;
    }

    private Map<String, String> previousPasses() {
        Map<String, String> previous = new HashMap<>();
        for (var root : recipe.roots()) {
            List<String> own = passesOf.get(root.name());
            List<String> stack = stacks.get(root.name());
            int first = stack.size() - own.size();
            for (int i = 0; i < own.size(); i++) {
                positions.put(own.get(i), first + i);
                if (first + i > 0) {
                    previous.put(own.get(i), stack.get(first + i - 1));
                }
            }
        }
        return previous;
    }

    private List<String> inputsOf(Node node, Optional<String> previous) {
        Set<String> found = new LinkedHashSet<>();
        previous.ifPresent(found::add);
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
            ? known(stacks.get(ref.name()), "root", ref.name())
            : List.of(known(nodes.get(ref.name()), "node", ref.name()).name());
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    /** The names of the passes whose layers lie below the pass, lowest first. */
    List<String> below(Node.Pass pass) {
        return stacks.get(pass.root()).subList(0, positions.get(pass.name()));
    }

    Map<String, List<String>> stacks() {
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

    /** Every node after what it needs, otherwise as the recipe declares them. */
    List<Node> order() {
        List<Node> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
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
