package org.rootbuild.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Suggestion;

/** Finds references to things that the recipe does not declare, and things that need themselves. */
final class ReferenceCheck {
    private final Recipe recipe;
    private final Map<Value.Ref, Location> mentioned;
    private final Sink problems;
    private final Set<Value.Ref> unknown = new HashSet<>();
    private final Map<Value.Ref, Set<Value.Ref>> needs = new LinkedHashMap<>();

    /** Takes what was found. */
    interface Sink {
        void problem(Location location, String message, String hint);
    }

    ReferenceCheck(Recipe recipe, Map<Value.Ref, Location> mentioned, Sink problems) {
        this.recipe = recipe;
        this.mentioned = mentioned;
        this.problems = problems;
    }

    void run() {
        mentioned.forEach(this::checkKnown);
        for (Root root : recipe.roots()) {
            Set<Value.Ref> its = needs.computeIfAbsent(ref(root), key -> new LinkedHashSet<>());
            root.from().ifPresent(from -> add(its, new Value.Ref(Value.RefKind.ROOT, from), root.location()));
        }
        for (Node node : recipe.nodes()) {
            if (node instanceof Node.Pass pass) {
                Set<Value.Ref> its = needs.get(new Value.Ref(Value.RefKind.ROOT, pass.root()));
                pass.steps().forEach(step -> references(step.arguments(), its, step.location()));
            } else if (node instanceof Node.Artifact artifact) {
                Value.Ref self = new Value.Ref(Value.RefKind.ARTIFACT, artifact.name());
                Set<Value.Ref> its = needs.computeIfAbsent(self, key -> new LinkedHashSet<>());
                references(artifact.step().arguments(), its, artifact.step().location());
            } else if (node instanceof Node.Check check) {
                references(check.step().arguments(), new LinkedHashSet<>(), check.step().location());
            }
        }
        cycles();
    }

    private void references(Fields arguments, Set<Value.Ref> into, Location location) {
        arguments.references(ref -> add(into, ref, location));
    }

    private void add(Set<Value.Ref> into, Value.Ref ref, Location location) {
        checkKnown(ref, location);
        into.add(ref);
    }

    private void checkKnown(Value.Ref ref, Location location) {
        List<String> known = known(ref.kind());
        if (!known.contains(ref.name()) && unknown.add(ref)) {
            String kind = word(ref.kind());
            String has = known.isEmpty() ? "The recipe declares none."
                : "The recipe has: " + String.join(", ", known) + ".";
            problems.problem(location, "there is no " + kind + " '" + Values.shown(ref.name()) + "'",
                (Suggestion.sentence(ref.name(), known) + " " + has).trim());
        }
    }

    private List<String> known(Value.RefKind kind) {
        return switch (kind) {
            case ROOT -> recipe.roots().stream().map(Root::name).toList();
            case SOURCE -> recipe.nodes().stream().filter(Node.Source.class::isInstance).map(Node::name).toList();
            case ARTIFACT -> recipe.nodes().stream().filter(Node.Artifact.class::isInstance).map(Node::name).toList();
        };
    }

    /** Takes away, again and again, what needs nothing that is left; what stays needs itself. */
    private void cycles() {
        Map<Value.Ref, Set<Value.Ref>> left = new LinkedHashMap<>();
        needs.forEach((ref, its) -> left.put(ref, its.stream().filter(needs::containsKey)
            .collect(Collectors.toCollection(LinkedHashSet::new))));
        boolean shrinks = true;
        while (shrinks) {
            List<Value.Ref> free = left.entrySet().stream().filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey).toList();
            free.forEach(left::remove);
            left.values().forEach(its -> its.removeAll(free));
            shrinks = !free.isEmpty();
        }
        if (!left.isEmpty()) {
            report(left);
        }
    }

    private void report(Map<Value.Ref, Set<Value.Ref>> left) {
        Deque<Value.Ref> path = new ArrayDeque<>();
        Value.Ref at = left.keySet().iterator().next();
        while (!path.contains(at)) {
            path.addLast(at);
            at = left.get(at).iterator().next();
        }
        while (!path.peekFirst().equals(at)) {
            path.removeFirst();
        }
        List<Value.Ref> cycle = new ArrayList<>(path);
        cycle.add(at);
        String shown = cycle.stream().map(ref -> word(ref.kind()) + " '" + ref.name() + "'")
            .collect(Collectors.joining(" needs "));
        problems.problem(location(at), shown, "Nothing can be made from itself; let one of them do without the other.");
    }

    private Location location(Value.Ref ref) {
        return ref.kind() == Value.RefKind.ROOT ? recipe.root(ref.name()).orElseThrow().location()
            : recipe.node(ref.name()).orElseThrow().location();
    }

    private static Value.Ref ref(Root root) {
        return new Value.Ref(Value.RefKind.ROOT, root.name());
    }

    private static String word(Value.RefKind kind) {
        return switch (kind) {
            case SOURCE -> "source";
            case ROOT -> "root";
            case ARTIFACT -> "artifact";
        };
    }
}
