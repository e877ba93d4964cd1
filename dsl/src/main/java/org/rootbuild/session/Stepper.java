package org.rootbuild.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/** Goes along the course one step at a time, and stands where one failed or was interrupted. */
final class Stepper {
    private final Course course;
    private final NodeRunner runner;
    private final Healing healing;
    private final Ledger ledger;
    private final Worker worker;
    private final SideBySide lanes;
    private final Listener listener;
    private final Set<String> announced = new HashSet<>();
    private Optional<NodeWork> current = Optional.empty();
    private Optional<StepFailure> failure = Optional.empty();
    private boolean allAnnounced;
    private String outcome = "stopped";

    Stepper(Course course, NodeRunner runner, Healing healing, Ledger ledger, Worker worker, SideBySide lanes,
            Listener listener) {
        this.course = course;
        this.runner = runner;
        this.healing = healing;
        this.ledger = ledger;
        this.worker = worker;
        this.lanes = lanes;
        this.listener = listener;
    }

    /** The node that is being made. */
    Optional<NodeWork> current() {
        return current;
    }

    Optional<StepFailure> failure() {
        return failure;
    }

    /** How the session would end now: {@code done}, {@code failed}, {@code stopped} or {@code interrupted}. */
    String outcome() {
        return outcome;
    }

    void replan(Recipe recipe) throws IOException {
        ledger.settle();
        take(course.planned(recipe));
    }

    private void replan() throws IOException {
        replan(course.plan().recipe());
    }

    void take(Plan fresh) {
        course.take(fresh);
        allAnnounced = false;
        listener.hear(course.told());
    }

    /** These are to be announced once more when they are reused again. */
    void forget(Set<String> nodes) {
        announced.removeAll(nodes);
        runner.forget();
    }

    /** Lets the failed step run again, restored as it is told. */
    void retry(Session.Retry from) throws IOException {
        StepFailure failed = failure.orElseThrow(() -> new IllegalStateException("nothing has failed"));
        course.pins().forget();
        failure = Optional.empty();
        course.walk().set(failed.node(), State.PENDING);
        if (course.pins().haveChangedSince(course.plan())) {
            abandon();
            if (from == Session.Retry.PASS) {
                runner.discard(failed.node());
            }
            replan();
        } else if (current.isPresent()) {
            runner.restore(current.get(), from);
        }
    }

    /** The pass, if it is the one that is being made, finds what a person kept before its next step. */
    void takeHand(String pass, Checkpoint hand) throws IOException {
        Optional<PassWork> work = current.filter(one -> one.name().equals(pass)).flatMap(NodeWork::pass);
        if (work.isPresent()) {
            work.get().takeHand(hand);
        }
    }

    /** Runs one step. */
    Outcome one() throws IOException {
        if (Thread.interrupted()) {
            worker.interrupt();
        }
        if (failure.isPresent()) {
            return new Outcome.Failed(failure.get());
        }
        announceReused();
        Optional<PlannedNode> node = current.map(NodeWork::node).or(course.walk()::next);
        if (node.isEmpty()) {
            outcome = "done";
            return new Outcome.Finished();
        }
        ledger.settleNowAndThen();
        return guarded(node.get());
    }

    /** Carries the step out; a damaged entry of the store is set aside and what made it is planned again. */
    private Outcome guarded(PlannedNode node) throws IOException {
        try {
            if (current.isEmpty()) {
                current = Optional.of(runner.begin(course.plan(), node));
            }
            course.walk().set(node.name(), State.RUNNING);
            return judged(node, runner.step(course.plan(), current.get()));
        } catch (DamagedContent damaged) {
            return heal(damaged) ? one() : judged(node, runner.failed(node, damaged));
        } catch (InterruptedException byUser) {
            stand(node);
            outcome = "interrupted";
            return new Outcome.Interrupted(node.name());
        } catch (IOException notBegun) {
            stand(node);
            return judged(node, runner.failed(node, notBegun));
        } catch (RuntimeException | Error unexpected) {
            stand(node);
            throw unexpected;
        }
    }

    /** Whether there are at least two passes before {@code until} that can be made at the same time now. */
    boolean canGoSideBySide(Optional<String> until) {
        if (failure.isPresent() || course.walk().hasToLookUp()
                || current.isPresent() && !(current.get().node().node() instanceof Node.Pass)) {
            return false;
        }
        // A node that is tried again stands among those that could be begun, and is begun already.
        long others = lanes.candidates(course.walk(), until).stream()
            .filter(node -> !current.map(NodeWork::name).equals(Optional.of(node.name()))).count();
        return others >= (current.isPresent() ? 1 : 2);
    }

    /**
     * Makes passes side by side until none is left that could be begun, or something happened that the session has to
     * decide about; those that run then are made to their end.
     */
    Outcome sideBySide(Optional<String> until) throws IOException {
        announceReused();
        Optional<NodeWork> begun = current;
        current = Optional.empty();
        LaneRun run = new LaneRun(course, runner, lanes, worker, ledger);
        Outcome last = run.toEnd(until, begun);
        return run.troubles().none() ? last : decided(run.troubles(), last);
    }

    /** What is to be said when all lanes are empty: the worst that happened. */
    private Outcome decided(Troubles troubles, Outcome last) throws IOException {
        if (troubles.areNone()) {
            replan();
            return last;
        }
        if (troubles.thrown(RuntimeException.class).isPresent()) {
            throw troubles.thrown(RuntimeException.class).get();
        } else if (troubles.thrown(Error.class).isPresent()) {
            throw troubles.thrown(Error.class).get();
        }
        Optional<DamagedContent> damaged = troubles.thrown(DamagedContent.class);
        if (troubles.failed().isPresent()) {
            SideBySide.Ended failed = troubles.failed().get();
            current = failed.work();
            return judged(failed.node(), failed.outcome().orElseThrow());
        } else if (troubles.interrupted().isPresent()) {
            outcome = "interrupted";
            return new Outcome.Interrupted(troubles.interrupted().get());
        } else if (damaged.isPresent()) {
            return heal(damaged.get()) ? one() : judged(course.walk().node(troubles.name(damaged.get())),
                runner.failed(course.walk().node(troubles.name(damaged.get())), damaged.get()));
        }
        IOException notBegun = troubles.thrown(IOException.class).orElseThrow();
        PlannedNode node = course.walk().node(troubles.name(notBegun));
        return judged(node, runner.failed(node, notBegun));
    }

    private void stand(PlannedNode node) {
        abandon();
        course.walk().set(node.name(), State.PENDING);
    }

    private Outcome judged(PlannedNode node, Outcome result) throws IOException {
        if (result instanceof Outcome.NodeDone done) {
            boolean touched = current.isPresent() && node.fingerprint().isPresent() && current.get().isTouched();
            current = Optional.empty();
            course.walk().set(node.name(), done.state());
            boolean lookedUp = node.fingerprint().isEmpty();
            if (lookedUp && !course.walk().hasToLookUp() || done.state() == State.SKIPPED || touched) {
                replan();
            }
        } else if (result instanceof Outcome.Failed failed) {
            course.walk().set(node.name(), State.FAILED);
            failure = Optional.of(failed.failure());
            outcome = "failed";
        }
        return result;
    }

    private boolean heal(DamagedContent damaged) throws IOException {
        abandon();
        boolean healed = healing.heal(damaged, course.plan());
        if (healed) {
            listener.hear(new SessionEvent.Noted("", "", damaged.getMessage()
                + "; it was set aside and is made again, and so is what programs made on it"));
        }
        course.lookAgain();
        runner.forget();
        replan();
        return healed;
    }

    /** Gives up the node that is being made; the steps that it finished stay. */
    void abandon() {
        current.ifPresent(runner::abandon);
        current = Optional.empty();
        failure = Optional.empty();
    }

    private void announceReused() throws IOException {
        while (!allAnnounced) {
            try {
                course.announce(runner, announced);
                allAnnounced = true;
            } catch (DamagedContent damaged) {
                if (!heal(damaged)) {
                    throw damaged;
                }
            } catch (IOException unclear) {
                throw FailureReport.clear(unclear);
            }
        }
    }
}
