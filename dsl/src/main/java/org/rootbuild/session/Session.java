package org.rootbuild.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Planner;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Closures;
import org.rootbuild.verb.Verbs;

/**
 * One walk through a plan. It never decides what to do about a failure: it stands at the failed step until its caller says
 * retry, skip, roll back or reload. Calls are for one thread; only {@link #interrupt} may come from others. When a call
 * returns, everything that it finished would survive a loss of power.
 */
public final class Session implements AutoCloseable {
    private final SessionSettings settings;
    private final Listener listener;
    private final Holdings holdings;
    private final Journal journal;
    private final Ledger ledger;
    private final Store store;
    private final Pins pins;
    private final SessionKnowledge knowledge;
    private final Worker worker = new Worker();
    private final NodeRunner runner;
    private final Healing healing;
    private final Walk walk;
    private final long startedNanos = System.nanoTime();
    private final Set<String> announced = new HashSet<>();
    private Optional<NodeWork> current = Optional.empty();
    private Optional<StepFailure> failure = Optional.empty();
    private boolean allAnnounced;
    private String outcome = "stopped";

    private Session(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Holdings holdings,
                    Listener listener) throws IOException {
        this.settings = settings;
        this.listener = listener;
        this.holdings = holdings;
        this.journal = holdings.journal();
        this.store = holdings.store();
        this.ledger = new Ledger(store, journal);
        this.pins = new Pins(verbs, store, settings, journal.state());
        this.knowledge = new SessionKnowledge(store, pins, journal.state());
        this.runner = new NodeRunner(settings, new Workshop(settings.host(), store, verbs, pins, ledger, worker), listener);
        this.healing = new Healing(store, runner);
        this.walk = new Walk(planned(recipe));
        runner.use(recipe, closures);
        runner.tidy(walk.plan());
        journal.append(new JournalEntry.Started(recipe.name(), settings.command()));
        tellPlan();
    }

    /**
     * Begins a session, or goes on with the one that a dead process left.
     *
     * @throws Failure when another process works on the recipe, or a target is not in it
     */
    public static Session open(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Store store,
                               Listener listener) throws IOException {
        Holdings holdings = Holdings.take(settings, store);
        try {
            return new Session(settings, recipe, closures, verbs, holdings, listener);
        } catch (IOException | RuntimeException | Error failed) {
            holdings.close();
            throw failed;
        }
    }

    /** A plan without a session: nothing is locked and nothing is written. */
    public static Plan plan(SessionSettings settings, Recipe recipe, Verbs verbs, Store store) throws IOException {
        return plan(settings, recipe, verbs, store, Journal.read(settings.stateFolder().resolve(Holdings.JOURNAL)));
    }

    private static Plan plan(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, JournalState state)
            throws IOException {
        Pins pins = new Pins(verbs, store, settings, state);
        return planned(recipe, settings, new SessionKnowledge(store, pins, state));
    }

    /**
     * What is known about a node without a session: nothing is locked and nothing is written, and another process may be
     * working on the recipe.
     *
     * @param path {@code NODE} or {@code NODE/STEP}
     * @throws Failure when the recipe has no such node or step
     */
    public static Inspection inspect(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, String path)
            throws IOException {
        JournalState state = Journal.read(settings.stateFolder().resolve(Holdings.JOURNAL));
        SessionSettings whole = settings.withTargets(Set.of());
        return new Inspector(whole, store, plan(whole, recipe, verbs, store, state), state, Optional.empty())
            .inspect(path);
    }

    /** What is known about a node, as {@link #inspect(SessionSettings, Recipe, Verbs, Store, String)} without a session. */
    public Inspection inspect(String path) throws IOException {
        return new Inspector(settings, store, walk.plan(), journal.state(), Optional.of(walk.states())).inspect(path);
    }

    /** Takes the recipe as it is now; what the edit does not reach keeps its state. */
    public void reload(Recipe recipe, Closures closures) throws IOException {
        abandon();
        ledger.settle();
        pins.forget();
        knowledge.lookAgain();
        Plan fresh = planned(recipe);
        runner.use(recipe, closures);
        take(fresh);
    }

    private void replan() throws IOException {
        ledger.settle();
        take(planned(recipe()));
    }

    private void take(Plan fresh) {
        walk.take(fresh);
        allAnnounced = false;
        tellPlan();
    }

    private void tellPlan() {
        Plan plan = walk.plan();
        listener.hear(new SessionEvent.Planned(plan.recipe().name(), plan.count(Verdict.RUN), plan.count(Verdict.REUSE)));
    }

    private Plan planned(Recipe recipe) throws IOException {
        return planned(recipe, settings, knowledge);
    }

    private static Plan planned(Recipe recipe, SessionSettings settings, SessionKnowledge knowledge) throws IOException {
        try {
            return Planner.plan(recipe, settings.targets(), knowledge);
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    public Plan plan() {
        return walk.plan();
    }

    public Recipe recipe() {
        return walk.plan().recipe();
    }

    /** In the order of the plan. */
    public Map<String, State> states() {
        return walk.states();
    }

    public Optional<StepFailure> failure() {
        return failure;
    }

    /** Before which step the session stands; empty when nothing is left to do. */
    public Optional<Position> position() {
        if (current.isPresent()) {
            NodeWork work = current.get();
            return Optional.of(new Position(work.name(), work.nextStep(), walk.state(work.name())));
        }
        return walk.next().map(node ->
            new Position(node.name(), NodeWork.firstStep(node.node()), walk.state(node.name())));
    }

    /** Runs one step. A failed step stays as it is; call {@link #retry} first. */
    public Outcome step() throws IOException {
        return rested(one());
    }

    /** Runs to the end of the node at which the session stands. */
    public Outcome next() throws IOException {
        Outcome result = one();
        while (result instanceof Outcome.StepDone) {
            result = one();
        }
        return rested(result);
    }

    /**
     * Runs until nothing is left, a step fails, or the session stands before the named node.
     *
     * @param until empty for no such node
     */
    public Outcome run(Optional<String> until) throws IOException {
        while (true) {
            if (current.isEmpty() && until.isPresent() && walk.next().map(PlannedNode::name).equals(until)) {
                return rested(new Outcome.Reached(until.get()));
            }
            Outcome result = one();
            if (!(result instanceof Outcome.StepDone || result instanceof Outcome.NodeDone)) {
                return rested(result);
            }
        }
    }

    private Outcome rested(Outcome result) throws IOException {
        ledger.settle();
        worker.rest();
        return result;
    }

    private Outcome one() throws IOException {
        if (Thread.interrupted()) {
            worker.interrupt();
        }
        if (failure.isPresent()) {
            return new Outcome.Failed(failure.get());
        }
        announceReused();
        Optional<PlannedNode> node = current.map(NodeWork::node).or(walk::next);
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
                current = Optional.of(runner.begin(walk.plan(), node));
            }
            walk.set(node.name(), State.RUNNING);
            return judged(node, runner.step(walk.plan(), current.get()));
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

    private void stand(PlannedNode node) {
        abandon();
        walk.set(node.name(), State.PENDING);
    }

    private Outcome judged(PlannedNode node, Outcome result) throws IOException {
        if (result instanceof Outcome.NodeDone done) {
            current = Optional.empty();
            walk.set(node.name(), done.state());
            boolean lookedUp = node.fingerprint().isEmpty();
            if (lookedUp && !walk.hasToLookUp() || done.state() == State.SKIPPED) {
                replan();
            }
        } else if (result instanceof Outcome.Failed failed) {
            walk.set(node.name(), State.FAILED);
            failure = Optional.of(failed.failure());
            outcome = "failed";
        }
        return result;
    }

    private boolean heal(DamagedContent damaged) throws IOException {
        abandon();
        boolean healed = healing.heal(damaged, walk.plan());
        if (healed) {
            listener.hear(new SessionEvent.Noted("", "", damaged.getMessage()
                + "; it was set aside and is made again"));
        }
        knowledge.lookAgain();
        pins.forgetFiles();
        runner.forget();
        replan();
        return healed;
    }

    private void abandon() {
        current.ifPresent(runner::abandon);
        current = Optional.empty();
        failure = Optional.empty();
    }

    /** What is there already is said once, and artifacts that somebody removed from the output folder come back. */
    private void announceReused() throws IOException {
        while (!allAnnounced) {
            try {
                for (PlannedNode node : walk.plan().nodes()) {
                    if (walk.state(node.name()) == State.REUSED && node.verdict() == Verdict.REUSE
                            && !announced.contains(node.name())) {
                        runner.reuse(node);
                        announced.add(node.name());
                    }
                }
                allAnnounced = true;
            } catch (DamagedContent damaged) {
                if (!heal(damaged)) {
                    throw damaged;
                }
            }
        }
    }

    /** Restores the checkpoint of the failed step; the next {@link #step} runs it again. */
    public void retry(Retry from) throws IOException {
        StepFailure failed = failure.orElseThrow(() -> new IllegalStateException("nothing has failed"));
        pins.forget();
        failure = Optional.empty();
        walk.set(failed.node(), State.PENDING);
        if (pins.haveChangedSince(walk.plan())) {
            abandon();
            if (from == Retry.PASS) {
                runner.discard(failed.node());
            }
            replan();
        } else if (current.isPresent()) {
            runner.restore(current.get(), from);
        }
    }

    /** What {@link #retry} goes back to. */
    public enum Retry { STEP, PASS }

    /**
     * Passes the current node over: it leaves nothing, and what comes after does without it.
     *
     * @throws Failure when it is a source: nothing that needs it can do without
     */
    public void skip() throws IOException {
        String name = position().orElseThrow(() -> new IllegalStateException("nothing is left to skip")).node();
        if (walk.node(name).node() instanceof Node.Source) {
            throw new Failure("the source '" + name + "' cannot be passed over, for what comes next is made of it",
                "Mend what keeps it from being brought, or take it out of the recipe.");
        }
        abandon();
        ledger.settle();
        journal.append(new JournalEntry.Skipped(name, "skipped by hand"));
        replan();
    }

    /**
     * Takes back the node and everything that was made with it; all of that will be made again.
     *
     * @return the names of what was taken back, in the order of the plan
     */
    public List<String> rollback(String name) throws IOException {
        Plan plan = walk.plan();
        PlannedNode from = plan.find(name).orElseThrow(() -> new Failure("there is no '" + name + "' in this plan."
            + Suggestion.sentence(name, plan.nodes().stream().map(PlannedNode::name).toList()),
            "'rootbuild plan' lists the names."));
        abandon();
        ledger.settle();
        Set<String> taken = new LinkedHashSet<>();
        List<JournalEntry> entries = new ArrayList<>();
        for (PlannedNode node : plan.nodes()) {
            if (node == from || node.inputs().stream().anyMatch(taken::contains)) {
                taken.add(node.name());
                runner.discard(node.name());
                if (!(node.node() instanceof Node.Source)) {
                    entries.add(new JournalEntry.RolledBack(node.name()));
                }
            }
        }
        journal.append(entries);
        announced.removeAll(taken);
        runner.forget();
        replan();
        return List.copyOf(taken);
    }

    /** Ends the step that is running, from another thread; the session then stands before it. */
    public void interrupt() {
        worker.interrupt();
    }

    /** The log of a step, whether or not it exists yet. */
    public Path log(String node, String step) {
        return StepLogs.path(settings.stateFolder(), node, step);
    }

    @Override
    public void close() throws IOException {
        abandon();
        long millis = (System.nanoTime() - startedNanos) / 1_000_000;
        try {
            ledger.settle();
            journal.append(new JournalEntry.Ended(outcome, millis));
        } catch (IOException full) {
            // The next session takes this one for cut short and goes on just as well.
            listener.hear(new SessionEvent.Noted("", "", "the journal cannot be written: " + full.getMessage()));
        } finally {
            holdings.close();
        }
        listener.hear(new SessionEvent.Ended(outcome, millis));
    }
}
