package org.rootbuild.session;

import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.PlannedNode;

/** A node that is being made: how far it is. */
final class NodeWork {
    private static final String FETCH = "fetch";

    private final PlannedNode node;
    private final List<Step> steps;
    private final Optional<PassWork> pass;
    private final List<String> fingerprints;
    private final long startedNanos = System.nanoTime();
    private int done;

    /** @param fingerprints for a pass, of its first step, its first two steps, and so on */
    NodeWork(PlannedNode node, List<Step> steps, Optional<PassWork> pass, List<String> fingerprints) {
        this.node = node;
        this.steps = steps;
        this.pass = pass;
        this.fingerprints = fingerprints;
    }

    static String firstStep(Node node) {
        return node instanceof Node.Pass pass ? pass.steps().get(0).name()
            : node instanceof Node.Artifact artifact ? artifact.step().name()
            : node instanceof Node.Check check ? check.step().name() : FETCH;
    }

    PlannedNode node() {
        return node;
    }

    String nextStep() {
        return steps.isEmpty() ? FETCH : steps.get(Math.min(done, steps.size() - 1)).name();
    }

    Step step() {
        return steps.get(done);
    }

    int stepCount() {
        return Math.max(1, steps.size());
    }

    int done() {
        return done;
    }

    void advance(int steps) {
        done += steps;
    }

    void restart() {
        done = 0;
    }

    boolean isAtLastStep() {
        return done == steps.size() - 1;
    }

    String fingerprintOfSteps() {
        return fingerprints.get(done);
    }

    Optional<PassWork> pass() {
        return pass;
    }

    List<String> fingerprints() {
        return fingerprints;
    }

    long millis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }
}
