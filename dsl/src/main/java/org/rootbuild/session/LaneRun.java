package org.rootbuild.session;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.plan.PlannedNode;

/** Fills lanes with passes until none is left that could be begun, or something went wrong. */
final class LaneRun {
    private final Course course;
    private final NodeRunner runner;
    private final SideBySide lanes;
    private final Worker worker;
    private final Ledger ledger;
    private final Troubles troubles = new Troubles();

    LaneRun(Course course, NodeRunner runner, SideBySide lanes, Worker worker, Ledger ledger) {
        this.course = course;
        this.runner = runner;
        this.lanes = lanes;
        this.worker = worker;
        this.ledger = ledger;
    }

    /** What went wrong, when all lanes are empty. */
    Troubles troubles() {
        return troubles;
    }

    /**
     * Returns when all lanes are empty.
     *
     * @param begun a pass that goes on in one of them
     * @return what the last node came to
     */
    Outcome toEnd(Optional<String> until, Optional<NodeWork> begun) throws IOException {
        Outcome last = new Outcome.Finished();
        begun.ifPresent(work -> start(work.node(), begun));
        while (true) {
            if (troubles.none()) {
                fill(until);
            }
            if (lanes.isIdle()) {
                return last;
            }
            SideBySide.Ended ended = lanes.next();
            last = ended.outcome().orElse(last);
            left(ended);
            ledger.settleNowAndThen();
        }
    }

    private void start(PlannedNode node, Optional<NodeWork> begun) {
        course.walk().set(node.name(), State.RUNNING);
        lanes.start(course.plan(), node, begun);
    }

    private void fill(Optional<String> until) {
        for (PlannedNode node : lanes.candidates(course.walk(), until)) {
            if (worker.isInterrupted() || !troubles.none()) {
                return;
            }
            if (areFetched(node)) {
                start(node, Optional.empty());
            }
        }
    }

    /** Fetches the sources that the pass needs, while others are made. */
    private boolean areFetched(PlannedNode pass) {
        for (String input : pass.inputs()) {
            if (!course.walk().state(input).isSettled()) {
                fetch(course.walk().node(input));
                if (!troubles.none()) {
                    return false;
                }
            }
        }
        return true;
    }

    private void fetch(PlannedNode source) {
        course.walk().set(source.name(), State.RUNNING);
        Optional<NodeWork> work = Optional.empty();
        try {
            work = Optional.of(runner.begin(course.plan(), source));
            Outcome outcome = runner.step(course.plan(), work.get());
            left(new SideBySide.Ended(source, work, Optional.of(outcome), Optional.empty()));
        } catch (IOException | InterruptedException thrown) {
            left(new SideBySide.Ended(source, work, Optional.empty(), Optional.of(thrown)));
        }
    }

    private void left(SideBySide.Ended ended) {
        String name = ended.node().name();
        if (ended.outcome().isPresent() && ended.outcome().get() instanceof Outcome.NodeDone done) {
            course.walk().set(name, done.state());
            if (ended.node().fingerprint().isPresent() && ended.work().orElseThrow().isTouched()) {
                // What comes after it lies on another layer than was planned.
                troubles.touched();
            }
        } else if (ended.outcome().isPresent() && ended.outcome().get() instanceof Outcome.Failed
                && troubles.failed().isEmpty()) {
            course.walk().set(name, State.FAILED);
            troubles.add(ended);
        } else {
            ended.work().ifPresent(runner::abandon);
            course.walk().set(name, State.PENDING);
            troubles.add(ended);
        }
    }
}
