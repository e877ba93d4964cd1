package org.rootbuild.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.journal.JournalEntry.StepTime;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.store.StoredResult;

/** A node that is being made: how far it is. */
final class NodeWork {
    private final PlannedNode node;
    private final List<Step> steps;
    private final Optional<PassWork> pass;
    private final List<StepTime> times = new ArrayList<>();
    private Optional<StoredResult> committed = Optional.empty();
    private Optional<Sums> sums = Optional.empty();
    private Optional<JobPool.Slot> slot = Optional.empty();

    NodeWork(PlannedNode node, Optional<PassWork> pass) {
        this.node = node;
        this.steps = steps(node.node());
        this.pass = pass;
    }

    static List<Step> steps(Node node) {
        if (node instanceof Node.Pass pass) {
            return pass.steps();
        } else if (node instanceof Node.Artifact artifact) {
            return List.of(artifact.step());
        }
        return node instanceof Node.Check check ? List.of(check.step()) : List.of();
    }

    /** The word for what is done first: of a source {@code fetch}, of a pass without steps {@code commit}. */
    static String firstStep(Node node) {
        List<Step> steps = steps(node);
        return !steps.isEmpty() ? steps.get(0).name() : node instanceof Node.Source ? "fetch" : "commit";
    }

    PlannedNode node() {
        return node;
    }

    String name() {
        return node.name();
    }

    String fingerprint() {
        return node.fingerprint().orElseThrow();
    }

    String nextStep() {
        return steps.isEmpty() ? firstStep(node.node()) : step().name();
    }

    Step step() {
        return steps.get(Math.min(done(), steps.size() - 1));
    }

    boolean hasSteps() {
        return !steps.isEmpty();
    }

    Location location() {
        return steps.isEmpty() ? node.node().location() : step().location();
    }

    int stepCount() {
        return Math.max(1, steps.size());
    }

    int done() {
        return times.size();
    }

    /** The next step took so long and is done. */
    void advance(StepTime time) {
        times.add(time);
    }

    void restart() {
        times.clear();
    }

    boolean isAtLastStep() {
        return done() >= steps.size() - 1;
    }

    Optional<PassWork> pass() {
        return pass;
    }

    /** Names everything that led to the next step: what lies below, and the steps before it. */
    String lineage() {
        List<String> lineage = Describer.lineage(node.described());
        return lineage.get(Math.min(done(), lineage.size() - 1));
    }

    /** What it became, when it is in the store but not yet where it was asked for. */
    Optional<StoredResult> committed() {
        return committed;
    }

    /** The fingerprint under which the store has what it became. */
    String result() {
        return committed.map(StoredResult::fingerprint).filter(found -> !found.isEmpty()).orElse(fingerprint());
    }

    /** Whether what it became is not what the recipe alone makes. */
    boolean isTouched() {
        return !result().equals(fingerprint());
    }

    void committed(StoredResult result) {
        committed = Optional.of(result);
    }

    /** How much that is, where it was made here. */
    Optional<Sums> sums() {
        return sums;
    }

    void weighed(Sums found) {
        sums = Optional.of(found);
    }

    List<StepTime> times() {
        return times;
    }

    /**
     * Waits for a slot of the job pool, unless it has one. It keeps it from step to step: a pass that is half done
     * should not have to wait for those that began after it.
     */
    void takeSlot(JobSlots jobs) throws IOException, InterruptedException {
        if (slot.isEmpty()) {
            slot = Optional.of(jobs.take());
        }
    }

    void giveSlot() throws IOException {
        if (slot.isPresent()) {
            slot.get().close();
        }
        slot = Optional.empty();
    }

    /** All steps so far together, those of earlier processes too. */
    long millis() {
        return times.stream().mapToLong(StepTime::millis).sum();
    }
}
