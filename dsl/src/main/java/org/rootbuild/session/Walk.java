package org.rootbuild.session;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;

/** The nodes of a plan with their states, and which of them is next. */
final class Walk {
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Deque<PlannedNode> toLookUp = new ArrayDeque<>();
    private Plan plan;
    private int firstOpen;

    Walk(Plan plan) {
        this.plan = plan;
        take(plan);
    }

    /** Goes on with a new plan; what was made in this walk and is still the same stays so. */
    void take(Plan fresh) {
        Map<String, State> before = new LinkedHashMap<>(states);
        Plan old = plan;
        states.clear();
        toLookUp.clear();
        firstOpen = 0;
        for (PlannedNode node : fresh.nodes()) {
            boolean same = old.find(node.name()).map(PlannedNode::fingerprint).equals(Optional.of(node.fingerprint()));
            states.put(node.name(), same && before.get(node.name()) == State.DONE && node.verdict() == Verdict.REUSE
                ? State.DONE : initial(node.verdict()));
            if (node.node() instanceof Node.Source && node.fingerprint().isEmpty() && node.verdict() == Verdict.RUN) {
                toLookUp.add(node);
            }
        }
        plan = fresh;
    }

    private static State initial(Verdict verdict) {
        return switch (verdict) {
            case RUN -> State.PENDING;
            case SKIP -> State.SKIPPED;
            case REUSE, UNNEEDED -> State.REUSED;
        };
    }

    Plan plan() {
        return plan;
    }

    PlannedNode node(String name) {
        return plan.find(name).orElseThrow();
    }

    Map<String, State> states() {
        return Collections.unmodifiableMap(states);
    }

    /** Those that are still to be made. */
    Set<String> pending() {
        return plan.nodes().stream().map(PlannedNode::name).filter(name -> state(name) == State.PENDING)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    State state(String name) {
        return states.get(name);
    }

    void set(String name, State state) {
        boolean reopened = states.put(name, state).isSettled() && !state.isSettled();
        firstOpen = reopened ? 0 : firstOpen;
    }

    /** Sources that are to be looked up come first: what they turn out to be decides what else has to run. */
    Optional<PlannedNode> next() {
        while (!toLookUp.isEmpty() && states.get(toLookUp.peek().name()).isSettled()) {
            toLookUp.poll();
        }
        if (!toLookUp.isEmpty()) {
            return Optional.of(toLookUp.peek());
        }
        while (firstOpen < plan.nodes().size() && states.get(plan.nodes().get(firstOpen).name()).isSettled()) {
            firstOpen++;
        }
        return firstOpen < plan.nodes().size() ? Optional.of(plan.nodes().get(firstOpen)) : Optional.empty();
    }

    /** Whether a source is still to be looked up. */
    boolean hasToLookUp() {
        return next().isPresent() && !toLookUp.isEmpty();
    }
}
