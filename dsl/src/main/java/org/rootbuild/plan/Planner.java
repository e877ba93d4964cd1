package org.rootbuild.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Root;
import org.rootbuild.model.Step;
import org.rootbuild.model.Value;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;

/** Makes plans: fingerprints every node and decides, from what the goals need, which ones will run. */
public final class Planner {
    private final Recipe recipe;
    private final Knowledge knowledge;
    private final Graph graph;
    private final Describer describer;
    private final Map<String, Optional<String>> fingerprints = new HashMap<>();
    private final Map<String, Fields> described = new HashMap<>();
    private final Set<String> there = new HashSet<>();
    private final Set<String> touched = new HashSet<>();

    private Planner(Recipe recipe, Knowledge knowledge) {
        this.recipe = recipe;
        this.knowledge = knowledge;
        this.graph = new Graph(recipe);
        this.describer = new Describer(recipe.epochSeconds());
    }

    /**
     * @param targets the nodes or roots that are wanted; empty for all of the recipe
     * @throws Failure when a target is not in the recipe
     */
    public static Plan plan(Recipe recipe, Set<String> targets, Knowledge knowledge) throws Failure {
        return new Planner(recipe, knowledge).plan(targets);
    }

    private Plan plan(Set<String> targets) throws Failure {
        Set<String> goals = targets.isEmpty() ? graph.goals() : nodesOf(targets);
        Set<String> wanted = graph.closure(goals);
        List<Node> order = graph.order().stream().filter(node -> wanted.contains(node.name())).toList();
        order.forEach(this::fingerprint);
        order.stream().filter(this::isThere).forEach(node -> there.add(node.name()));
        Set<String> needed = needed(goals, order);
        List<PlannedNode> planned = order.stream().map(node -> planned(node, needed)).toList();
        return new Plan(recipe, planned, graph.stacks());
    }

    private Set<String> nodesOf(Set<String> targets) throws Failure {
        Set<String> found = new LinkedHashSet<>();
        for (String target : targets) {
            List<String> stack = graph.stacks().all().get(target);
            if (graph.node(target).isPresent()) {
                found.add(target);
            } else if (stack != null) {
                found.addAll(stack);
            } else {
                List<String> known = new ArrayList<>(graph.stacks().all().keySet());
                recipe.nodes().forEach(node -> known.add(node.name()));
                throw new Failure("there is no '" + target + "' in the recipe '" + recipe.name() + "'."
                    + Suggestion.sentence(target, known),
                    "Name a pass, an artifact, a check or a root; 'rootbuild plan' lists them.");
            }
        }
        return found;
    }

    private void fingerprint(Node node) {
        if (node instanceof Node.Source source) {
            fingerprints.put(node.name(), knowledge.pinned(source));
            described.put(node.name(), source.request());
            return;
        }
        Optional<Fields> fields = describe(node);
        described.put(node.name(), fields.orElse(Fields.none()));
        Optional<String> clean = fields.map(Describer::fingerprint);
        Optional<String> byHand = clean.flatMap(fingerprint -> knowledge.touched(node.name(), fingerprint))
            .filter(knowledge::hasResult);
        if (byHand.isPresent()) {
            touched.add(node.name());
        }
        fingerprints.put(node.name(), byHand.or(() -> clean));
    }

    private Optional<Fields> describe(Node node) {
        List<Step> steps = new ArrayList<>();
        for (Step step : Graph.steps(node)) {
            Optional<Step> pinned = pinned(step);
            if (pinned.isEmpty()) {
                return Optional.empty();
            }
            steps.add(pinned.get());
        }
        if (node instanceof Node.Pass pass) {
            boolean beside = knowledge.isBeside() || recipe.root(pass.root()).filter(Root::isBeside).isPresent();
            return below(pass).map(below -> describer.pass(below, steps, beside));
        }
        return Optional.of(node instanceof Node.Artifact
            ? describer.artifact(steps.get(0)) : describer.check(steps.get(0)));
    }

    /** The step with every reference replaced by what it stands for; empty while one is not known. */
    private Optional<Step> pinned(Step step) {
        boolean[] unknown = {false};
        Fields arguments = step.arguments().map(value -> {
            if (!(value instanceof Value.Ref ref)) {
                return value;
            }
            Optional<String> fingerprint = ref.kind() == Value.RefKind.ROOT
                ? top(graph.stacks().of(ref.name())) : fingerprints.get(ref.name());
            unknown[0] |= fingerprint.isEmpty();
            return new Value.Pinned(ref.kind(), ref.name(), fingerprint.orElse(""));
        });
        return unknown[0] ? Optional.empty()
            : Optional.of(new Step(step.name(), step.verb(), step.verbVersion(), arguments, step.location()));
    }

    private Optional<String> below(Node.Pass pass) {
        return top(graph.below(pass));
    }

    /** The fingerprint of all layers of the stack together; a pass that is skipped has none. */
    private Optional<String> top(List<String> stack) {
        List<String> layers = new ArrayList<>();
        for (String pass : graph.stacks().tops(stack, name -> !knowledge.isSkipped(name))) {
            Optional<String> fingerprint = fingerprints.get(pass);
            if (fingerprint.isEmpty()) {
                return Optional.empty();
            }
            layers.add(fingerprint.get());
        }
        return Optional.of(Describer.together(layers));
    }

    private boolean isThere(Node node) {
        Optional<String> fingerprint = fingerprints.get(node.name());
        if (fingerprint.isEmpty()) {
            return false;
        }
        return node instanceof Node.Source source
            ? knowledge.hasSource(source, fingerprint.get())
            : !knowledge.isRolledBack(node.name()) && knowledge.hasResult(fingerprint.get());
    }

    /** From the goals backwards: what is there asks for nothing, what must be made asks for its inputs. */
    private Set<String> needed(Set<String> goals, List<Node> order) {
        Set<String> needed = new HashSet<>(goals);
        Map<String, Integer> neededBelow = new HashMap<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (needed.contains(node.name()) && !there.contains(node.name()) && !knowledge.isSkipped(node.name())) {
                needed.addAll(graph.inputs(node.name()));
                if (node instanceof Node.Pass pass) {
                    layersBelow(pass, needed, neededBelow);
                }
            }
        }
        return needed;
    }

    /**
     * A pass works on the whole stack below it, though only the highest of it are its inputs by name. What it sees is
     * always the lowest so many of the root's stack, so what one asked for holds for all that see less.
     */
    private void layersBelow(Node.Pass pass, Set<String> needed, Map<String, Integer> neededBelow) {
        List<String> below = graph.below(pass);
        if (neededBelow.getOrDefault(pass.root(), 0) < below.size()) {
            neededBelow.put(pass.root(), below.size());
            needed.addAll(below);
        }
    }

    private PlannedNode planned(Node node, Set<String> needed) {
        Verdict verdict;
        List<String> reasons = List.of();
        if (knowledge.isSkipped(node.name())) {
            verdict = Verdict.SKIP;
        } else if (there.contains(node.name())) {
            verdict = Verdict.REUSE;
        } else if (!needed.contains(node.name())) {
            verdict = Verdict.UNNEEDED;
        } else {
            verdict = Verdict.RUN;
            reasons = reasons(node);
        }
        return new PlannedNode(node, fingerprints.get(node.name()), described.get(node.name()), verdict, reasons,
            graph.inputs(node.name()), touched.contains(node.name()));
    }

    private List<String> reasons(Node node) {
        Optional<String> now = fingerprints.get(node.name());
        if (node instanceof Node.Source) {
            return List.of(now.isEmpty() ? "it is not looked up yet" : "it is not in the store yet");
        }
        if (knowledge.isRolledBack(node.name())) {
            return List.of("it was rolled back");
        }
        if (now.isEmpty()) {
            return List.of("a source that it needs is not looked up yet");
        }
        Optional<String> last = knowledge.lastFingerprint(node.name());
        if (last.isEmpty()) {
            return List.of(node instanceof Node.Check ? "it was never tried here" : "it was never made here");
        }
        if (knowledge.wasTouched(node.name())) {
            return List.of("its layer was touched by hand");
        }
        if (last.equals(now)) {
            return List.of("its result is no longer in the store");
        }
        return knowledge.described(last.get())
            .map(old -> Difference.between(old, described.get(node.name()), changedTops(node)))
            .filter(clauses -> !clauses.isEmpty())
            .orElse(List.of("it changed since it was made last"));
    }

    /** Of several layers that lie side by side right below the pass, those that were made of something else before. */
    private List<String> changedTops(Node node) {
        List<String> tops = node instanceof Node.Pass pass
            ? graph.stacks().tops(graph.below(pass), name -> !knowledge.isSkipped(name)) : List.of();
        return tops.size() < 2 ? List.of() : tops.stream().filter(name -> {
            Optional<String> before = knowledge.lastFingerprint(name);
            return before.isPresent() && !before.equals(fingerprints.get(name));
        }).toList();
    }
}
