package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Planner;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Verbs;

/**
 * One walk through a plan. It never decides what to do about a failure: it stands at the failed step until its caller says
 * retry, skip, roll back or reload. Calls are for one thread; only {@link #interrupt} may come from others.
 */
public final class Session implements AutoCloseable {
    private final SessionSettings settings;
    private final Store store;
    private final Listener listener;
    private final StateLock lock;
    private final Journal journal;
    private final Pins pins;
    private final SessionKnowledge knowledge;
    private final Worker worker = new Worker();
    private final NodeRunner runner;
    private final long startedNanos = System.nanoTime();
    private final Map<String, State> states = new LinkedHashMap<>();
    private Plan plan;
    private Optional<NodeWork> current = Optional.empty();
    private Optional<StepFailure> failure = Optional.empty();
    private final Set<String> setAside = new HashSet<>();
    private final Set<String> announced = new HashSet<>();
    private String outcome = "stopped";

    private Session(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Store store,
                    Listener listener) throws IOException {
        this.settings = settings;
        this.store = store;
        this.listener = listener;
        Files.createDirectories(settings.stateFolder());
        this.lock = StateLock.take(settings.stateFolder(), settings.command(), settings.clock().instant());
        this.journal = Journal.open(settings.stateFolder().resolve("journal"), settings.clock());
        this.pins = new Pins(verbs, store, settings, journal.state());
        this.knowledge = new SessionKnowledge(store, pins, journal.state());
        this.runner = new NodeRunner(settings, store, verbs, pins, journal, worker, listener);
        journal.append(new JournalEntry.Started(recipe.name(), settings.command()));
        reload(recipe, closures);
    }

    /**
     * Begins a session, or goes on with the one that a dead process left.
     *
     * @throws Failure when another process works on the recipe, or a target is not in it
     */
    public static Session open(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Store store,
                               Listener listener) throws IOException {
        return new Session(settings, recipe, closures, verbs, store, listener);
    }

    /** A plan without a session: nothing is locked and nothing is written. */
    public static Plan plan(SessionSettings settings, Recipe recipe, Verbs verbs, Store store) throws IOException {
        var state = Journal.read(settings.stateFolder().resolve("journal"));
        Pins pins = new Pins(verbs, store, settings, state);
        return Planner.plan(recipe, settings.targets(), new SessionKnowledge(store, pins, state));
    }

    /** Takes the recipe as it is now; what the edit does not reach keeps its state. */
    public void reload(Recipe recipe, Closures closures) throws IOException {
        abandon();
        pins.forget();
        knowledge.lookAgain();
        runner.use(recipe, closures);
        replan(recipe);
    }

    private void replan(Recipe recipe) throws IOException {
        Map<String, Optional<String>> made = new LinkedHashMap<>();
        if (plan != null) {
            plan.nodes().forEach(node -> made.put(node.name(), node.fingerprint()));
        }
        plan = Planner.plan(recipe, settings.targets(), knowledge);
        Map<String, State> before = new LinkedHashMap<>(states);
        states.clear();
        for (PlannedNode node : plan.nodes()) {
            boolean same = made.getOrDefault(node.name(), Optional.empty()).equals(node.fingerprint());
            states.put(node.name(), same && before.get(node.name()) == State.DONE && node.verdict() == Verdict.REUSE
                ? State.DONE : initial(node.verdict()));
        }
        listener.hear(new SessionEvent.Planned(recipe.name(), plan.count(Verdict.RUN), plan.count(Verdict.REUSE)));
    }

    private static State initial(Verdict verdict) {
        return switch (verdict) {
            case RUN -> State.PENDING;
            case SKIP -> State.SKIPPED;
            case REUSE, UNNEEDED -> State.REUSED;
        };
    }

    public Plan plan() {
        return plan;
    }

    public Recipe recipe() {
        return plan.recipe();
    }

    /** In the order of the plan. */
    public Map<String, State> states() {
        return java.util.Collections.unmodifiableMap(states);
    }

    public Optional<StepFailure> failure() {
        return failure;
    }

    /** Before which step the session stands; empty when nothing is left to do. */
    public Optional<Position> position() {
        if (current.isPresent()) {
            NodeWork work = current.get();
            return Optional.of(new Position(work.node().name(), work.nextStep(), states.get(work.node().name())));
        }
        return nextNode().map(node -> new Position(node.name(), NodeWork.firstStep(node.node()), State.PENDING));
    }

    private Optional<PlannedNode> nextNode() {
        Optional<PlannedNode> unknownSource = plan.nodes().stream()
            .filter(node -> node.node() instanceof Node.Source && node.fingerprint().isEmpty())
            .filter(node -> states.get(node.name()) == State.PENDING).findFirst();
        return unknownSource.isPresent() ? unknownSource : plan.nodes().stream()
            .filter(node -> !states.get(node.name()).isSettled()).findFirst();
    }

    /** Runs one step. A failed step stays as it is; call {@link #retry} first. */
    public Outcome step() throws IOException {
        if (failure.isPresent()) {
            return new Outcome.Failed(failure.get());
        }
        if (current.isEmpty()) {
            Optional<PlannedNode> next = nextNode();
            if (next.isEmpty()) {
                outcome = "done";
                return new Outcome.Finished();
            }
        }
        return guarded();
    }

    /** Carries the step out; a damaged entry of the store is set aside and what made it is planned again. */
    private Outcome guarded() throws IOException {
        String name = position().orElseThrow().node();
        try {
            if (current.isEmpty()) {
                current = Optional.of(runner.begin(plan, plan.find(name).orElseThrow()));
            }
            states.put(name, State.RUNNING);
            return judged(name, runner.step(plan, current.get()));
        } catch (DamagedContent damaged) {
            if (!heal(damaged)) {
                throw damaged;
            }
            return step();
        } catch (InterruptedException byUser) {
            abandon();
            states.put(name, State.PENDING);
            outcome = "interrupted";
            return new Outcome.Interrupted(name);
        } catch (IOException | RuntimeException | Error unexpected) {
            abandon();
            states.put(name, State.PENDING);
            throw unexpected;
        }
    }

    private Outcome judged(String name, Outcome result) throws IOException {
        if (result instanceof Outcome.NodeDone done) {
            current = Optional.empty();
            boolean lookedUp = plan.find(name).orElseThrow().fingerprint().isEmpty();
            states.put(name, done.state());
            if (lookedUp || done.state() == State.SKIPPED) {
                replan(recipe());
            }
        } else if (result instanceof Outcome.Failed failed) {
            states.put(name, State.FAILED);
            failure = Optional.of(failed.failure());
            outcome = "failed";
        }
        return result;
    }

    private boolean heal(DamagedContent damaged) throws IOException {
        abandon();
        Optional<String> owner = store.owner(damaged.path());
        if (!setAside.add(owner.orElse(damaged.path().toString()))) {
            return false;
        }
        if (owner.isPresent()) {
            store.setAside(owner.get());
        }
        listener.hear(new SessionEvent.Noted("", "", damaged.getMessage()
            + "; it was set aside and is made again"));
        knowledge.lookAgain();
        runner.forget();
        replan(recipe());
        return true;
    }

    private void abandon() throws IOException {
        if (current.isPresent()) {
            runner.abandon(current.get());
            current = Optional.empty();
        }
        failure = Optional.empty();
    }

    /** Runs to the end of the node at which the session stands. */
    public Outcome next() throws IOException {
        Outcome result = step();
        while (result instanceof Outcome.StepDone) {
            result = step();
        }
        return result;
    }

    /**
     * Runs until nothing is left, a step fails, or the session stands before the named node.
     *
     * @param until empty for no such node
     */
    public Outcome run(Optional<String> until) throws IOException {
        announceReused();
        while (true) {
            if (current.isEmpty() && until.isPresent() && nextNode().map(PlannedNode::name).equals(until)) {
                return new Outcome.Reached(until.get());
            }
            Outcome result = step();
            if (!(result instanceof Outcome.StepDone || result instanceof Outcome.NodeDone)) {
                return result;
            }
        }
    }

    /** What is there already is said once, and artifacts that somebody removed from the output folder come back. */
    private void announceReused() throws IOException {
        boolean whole = false;
        while (!whole) {
            try {
                for (PlannedNode node : plan.nodes()) {
                    if (states.get(node.name()) == State.REUSED && node.verdict() == Verdict.REUSE
                            && announced.add(node.name())) {
                        runner.reuse(node);
                    }
                }
                whole = true;
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
        states.put(failed.node(), State.PENDING);
        if (current.isPresent()) {
            runner.restore(current.get(), from);
        }
    }

    /** What {@link #retry} goes back to. */
    public enum Retry { STEP, PASS }

    /** Passes the current node over: it leaves nothing, and what comes after does without it. */
    public void skip() throws IOException {
        String name = position().orElseThrow(() -> new IllegalStateException("nothing is left to skip")).node();
        abandon();
        journal.append(new JournalEntry.Skipped(name, "skipped by hand"));
        replan(recipe());
    }

    /**
     * Takes back the node and everything that was made with it; all of that will be made again.
     *
     * @return the names of what was taken back, in the order of the plan
     */
    public List<String> rollback(String name) throws IOException {
        PlannedNode from = plan.find(name).orElseThrow(() -> new Failure("there is no '" + name + "' in this plan",
            "'rootbuild plan' lists the names."));
        abandon();
        List<String> taken = new ArrayList<>();
        for (PlannedNode node : plan.nodes()) {
            if (node == from || node.inputs().stream().anyMatch(taken::contains)) {
                taken.add(node.name());
                journal.append(new JournalEntry.RolledBack(node.name()));
            }
        }
        runner.forget();
        replan(recipe());
        return taken;
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
        journal.append(new JournalEntry.Ended(outcome, millis));
        listener.hear(new SessionEvent.Ended(outcome, millis));
        journal.close();
        lock.close();
    }
}
