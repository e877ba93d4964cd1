package org.rootbuild.session;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/**
 * Lanes in which passes that do not need each other are made at the same time, each by a thread of its own. All calls
 * are for the holder of the turn.
 */
final class SideBySide {
    /** A node that left its lane: with an outcome, or with what was thrown. */
    record Ended(PlannedNode node, Optional<NodeWork> work, Optional<Outcome> outcome, Optional<Throwable> thrown) {
    }

    private final Turn turn;
    private final NodeRunner runner;
    private final Lanes lanes;
    private final Set<String> running = new HashSet<>();
    private final Deque<Ended> ended = new ArrayDeque<>();

    /** @param lanes how many nodes may be made at the same time, at least 1 */
    SideBySide(Turn turn, NodeRunner runner, int lanes) {
        this.turn = turn;
        this.runner = runner;
        this.lanes = new Lanes(lanes);
    }

    boolean isIdle() {
        return running.isEmpty() && ended.isEmpty();
    }

    /**
     * The passes before {@code until} that could be begun now, in the order of the plan and no more than there is room
     * for, also those that only lack a source that is still to be fetched.
     */
    List<PlannedNode> candidates(Walk walk, Optional<String> until) {
        Map<String, State> states = new HashMap<>(walk.states());
        boolean isBehind = false;
        for (PlannedNode node : walk.plan().nodes()) {
            isBehind |= until.isPresent() && node.name().equals(until.get());
            if (states.get(node.name()) == State.PENDING && (isBehind || !(node.node() instanceof Node.Pass))) {
                boolean fetchable = node.node() instanceof Node.Source && node.fingerprint().isPresent();
                states.put(node.name(), fetchable ? State.REUSED : State.FAILED);
            }
        }
        return lanes.ready(walk.plan(), states);
    }

    /** Makes the node in a lane of its own, to its end or to where it fails. */
    void start(Plan plan, PlannedNode node, Optional<NodeWork> begun) {
        running.add(node.name());
        Thread lane = new Thread(() -> lane(plan, node, begun), "lane of " + node.name());
        lane.setDaemon(true);
        lane.start();
    }

    private void lane(Plan plan, PlannedNode node, Optional<NodeWork> begun) {
        turn.take();
        Optional<NodeWork> work = begun;
        try {
            if (work.isEmpty()) {
                work = Optional.of(runner.begin(plan, node));
            }
            Outcome outcome = runner.step(plan, work.get());
            while (outcome instanceof Outcome.StepDone) {
                outcome = runner.step(plan, work.get());
            }
            ended.add(new Ended(node, work, Optional.of(outcome), Optional.empty()));
        } catch (IOException | InterruptedException | RuntimeException | Error thrown) {
            ended.add(new Ended(node, work, Optional.empty(), Optional.of(thrown)));
        } finally {
            running.remove(node.name());
            turn.changed();
            turn.giveOnce();
        }
    }

    /** The next node that leaves its lane. */
    Ended next() {
        while (ended.isEmpty()) {
            turn.awaitChange();
        }
        return ended.poll();
    }
}
