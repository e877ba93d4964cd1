package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.record.SessionRecord;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Closures;
import org.rootbuild.verb.Verbs;

/**
 * One walk through a plan. It never decides what to do about a failure: it stands at the failed step until its caller
 * says retry, skip, roll back or reload. Calls are for one thread; only {@link #interrupt} may come from others. When a
 * call returns, everything that it finished would survive a loss of power.
 */
public final class Session implements AutoCloseable {
    private final SessionSettings settings;
    private final Listener listener;
    private final Holdings holdings;
    private final Journal journal;
    private final Ledger ledger;
    private final JobSlots jobs;
    private final Course course;
    private final SessionRecord record;
    private final Discretion discretion = new Discretion();
    private final Turn turn = new Turn();
    private final Worker worker = new Worker(turn);
    private final Workspace workspace;
    private final Workshop workshop;
    private final NodeRunner runner;
    private final Stepper stepper;
    private final Equipment equipment;
    private final Walk walk;
    private final Mending mending;
    private final long startedNanos = System.nanoTime();

    private Session(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Holdings holdings,
                    Listener listener) throws IOException {
        this.settings = settings;
        this.holdings = holdings;
        this.journal = holdings.journal();
        Store store = holdings.store();
        this.course = new Course(settings, verbs, store, journal.state());
        this.record = new SessionRecord(settings.stateFolder(), settings.clock(), new CourseSight(course));
        this.discretion.learn(closures.secrets());
        this.listener = inTurn(discretion.before(record.and(listener)));
        this.ledger = new Ledger(store, journal);
        this.jobs = new JobSlots(store.hostMemory(), store.workspace(settings.stateFolder()).resolve("stepjobs"),
            settings.host().processors());
        this.equipment = new Equipment(settings.host());
        this.workspace = new Workspace(store.workspace(settings.stateFolder()));
        this.workshop = new Workshop(settings.host(), settings.manner().isolation() == Manner.Isolation.NONE, store,
            verbs, course.pins(), ledger, worker, jobs, equipment);
        this.runner = new NodeRunner(settings, workshop, this.listener, discretion);
        this.stepper = new Stepper(course, runner, new Healing(store, runner), ledger, worker,
            new SideBySide(turn, runner, settings.host().processors()), this.listener);
        course.take(course.planned(recipe));
        this.walk = course.walk();
        this.mending = new Mending(course, runner);
        runner.use(recipe, closures);
        runner.tidy(walk.plan());
        workshop.visits(workspace).finish();
        journal.append(new JournalEntry.Started(recipe.name(), settings.command()));
        record.begin(SessionHeads.of(settings), recipe);
        this.listener.hear(course.told());
    }

    /** Steps that run side by side speak at once, and listeners hear one after the other. */
    private static Listener inTurn(Listener listener) {
        Object gate = new Object();
        return event -> {
            synchronized (gate) {
                listener.hear(event);
            }
        };
    }

    /**
     * Begins a session, or goes on with the one that a dead process left.
     *
     * @throws Failure when another process works on the recipe, or a target is not in it
     */
    public static Session open(SessionSettings settings, Recipe recipe, Closures closures, Verbs verbs, Store store,
                               Listener listener) throws IOException {
        try {
            SessionSettings discreet = settings.withCommand(closures.secrets().mask().apply(settings.command()));
            Holdings holdings = Holdings.take(discreet, store);
            try {
                return new Session(discreet, recipe, closures, verbs, holdings, listener);
            } catch (IOException | RuntimeException | Error failed) {
                holdings.close();
                throw failed;
            }
        } catch (IOException unclear) {
            throw FailureReport.clear(unclear);
        }
    }

    /** What is known about a node; as {@link Preview#inspect} without a session. */
    public Inspection inspect(String path) throws IOException {
        return course.inspect(path, true);
    }

    /** Takes the recipe as it is now; what the edit does not reach keeps its state. */
    public void reload(Recipe recipe, Closures closures) throws IOException {
        stepper.abandon();
        ledger.settle();
        course.pins().forget();
        course.lookAgain();
        Plan fresh = course.planned(recipe);
        discretion.learn(closures.secrets());
        runner.use(recipe, closures);
        record.begin(SessionHeads.of(settings), recipe);
        stepper.take(fresh);
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
        return stepper.failure();
    }

    /** Before which step the session stands; empty when nothing is left to do. */
    public Optional<Position> position() {
        if (stepper.current().isPresent()) {
            NodeWork work = stepper.current().get();
            return Optional.of(new Position(work.name(), work.nextStep(), walk.state(work.name())));
        }
        return walk.next().map(node ->
            new Position(node.name(), runner.nextStep(node), walk.state(node.name())));
    }

    /**
     * Failures of earlier processes, or from before {@link #reload}, of nodes that are still to be made; the oldest
     * first. What they left is there: {@link #goOnHere} goes on with it, {@link #step} tries anew.
     */
    public List<EarlierFailure> earlierFailures() {
        return journal.state().failures().stream()
            .filter(failed -> walk.states().get(failed.node()) == State.PENDING)
            .map(failed -> new EarlierFailure(failed.node(), failed.step(), failed.message(), failed.remedy()))
            .toList();
    }

    /** Runs one step. A failed step stays as it is; call {@link #retry} first. */
    public Outcome step() throws IOException {
        return rested(stepper.one());
    }

    /** Runs to the end of the node at which the session stands. */
    public Outcome next() throws IOException {
        Outcome result = stepper.one();
        while (result instanceof Outcome.StepDone) {
            result = stepper.one();
        }
        return rested(result);
    }

    /**
     * Runs until nothing is left, a step fails, or the session stands before the named node.
     *
     * @param until empty for no such node
     * @throws Failure before anything is made where a secret is missing that a step will need
     */
    public Outcome run(Optional<String> until) throws IOException {
        if (until.isEmpty()) {
            workshop.secrets().checkGiven(recipe(), walk.pending());
        }
        turn.take();
        try {
            return goOn(until);
        } finally {
            turn.giveOnce();
        }
    }

    private Outcome goOn(Optional<String> until) throws IOException {
        while (true) {
            // Sources are looked up first, also those that come behind the end, for they say what else has to run.
            boolean atEnd = until.isPresent() && !walk.hasToLookUp()
                && walk.next().map(PlannedNode::name).equals(until);
            if (stepper.current().isEmpty() && atEnd) {
                return rested(new Outcome.Reached(until.get()));
            }
            Outcome result = stepper.canGoSideBySide(until) ? stepper.sideBySide(until) : stepper.one();
            if (!(result instanceof Outcome.StepDone || result instanceof Outcome.NodeDone)) {
                return rested(result);
            }
        }
    }

    private Outcome rested(Outcome result) throws IOException {
        worker.rest();
        try {
            ledger.settle();
        } catch (IOException unclear) {
            throw FailureReport.clear(unclear);
        }
        return result;
    }

    /** Restores the checkpoint of the failed step; the next {@link #step} runs it again. */
    public void retry(Retry from) throws IOException {
        if (from == Retry.HERE && stepper.current().flatMap(NodeWork::pass).isEmpty()) {
            throw new Failure("only a step of a pass leaves something to go on with", "Retry it from its beginning.");
        }
        stepper.failure().ifPresent(failed -> record.decided("retry" + (from == Retry.STEP ? ""
            : "-" + from.name().toLowerCase(Locale.ROOT)), List.of(failed.node())));
        stepper.retry(from);
        List<JournalEntry.Failed> failures = journal.state().failures();
        if (from == Retry.HERE && stepper.current().isEmpty()) {
            mending.goOn(failures);
        } else if (from == Retry.HERE) {
            mending.goOnBeside(stepper.current().get().name(), failures);
        }
    }

    /**
     * Goes on at the steps that failed last, in this process or an earlier one, with what they left and what a person
     * changed in it since; their layers are touched. It is one step, unless passes were made side by side.
     *
     * @return where those passes begin
     * @throws Failure where nothing failed, or nothing that was left fits the recipe as it is; it then stays as it is
     */
    public List<Position> goOnHere() throws IOException {
        List<Position> begun = mending.goOn(journal.state().failures());
        record.decided("retry-here", begun.stream().map(Position::node).toList());
        return begun;
    }

    /** The folder with the files that the programs of the failed step left, for a person to mend; empty for none. */
    public Optional<Path> leftFiles() throws IOException {
        Optional<StepFailure> failed = stepper.failure();
        Optional<FailedAttempt> attempt = failed.isEmpty() ? Optional.empty()
            : runner.failedAttempt(failed.get().node());
        return attempt.isEmpty() ? Optional.empty() : Optional.of(attempt.get().files());
    }

    /**
     * The root of a pass as it stands, for a person to go into: where a step failed, with what its programs left; where
     * it stands before a step, as that will find it; where it is finished, as its layer left it. What is changed there
     * by hand can be kept where a step can go on with it: in what the failed step left, for {@link Retry#HERE}; else
     * before the next step, until the pass begins anew.
     *
     * @param place  {@code PASS} or {@code PASS/STEP}; a step is meant as it left the root
     * @param before as it stood before that
     * @throws Failure where there is no such place, or nothing is left to show it with
     */
    public Entrance entrance(String place, boolean before) throws IOException {
        ledger.settle();
        Entrances.Spot spot = new Entrances(course, holdings.store(), workspace).at(place, before);
        return new VisitedPass(spot, holdings.store(),
            workshop.stages(recipe(), spot.pass().root(), spot.layers()), workspace.pass(spot.node().name()),
            workshop.visits(workspace), new BorrowedJobs(jobs, stepper.current()),
            hand -> stepper.takeHand(spot.node().name(), hand), () -> { }).entrance(settings.host());
    }

    /** What {@link #retry} goes back to. */
    public enum Retry {
        /** The step's beginning. */
        STEP,
        /** The pass's beginning. */
        PASS,
        /**
         * Nothing: the step finds what its last attempt left and what a person changed by hand, and its layer is
         * touched.
         */
        HERE
    }

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
        stepper.abandon();
        ledger.settle();
        journal.append(new JournalEntry.Skipped(name, "skipped by hand"));
        record.decided("skip", List.of(name));
        stepper.replan(recipe());
    }

    /**
     * Takes back the node and everything that was made with it; all of that will be made again.
     *
     * @return the names of what was taken back, in the order of the plan
     */
    public List<String> rollback(String name) throws IOException {
        Set<String> taken = course.madeWith(name);
        stepper.abandon();
        ledger.settle();
        List<JournalEntry> entries = new ArrayList<>();
        for (String node : taken) {
            runner.discard(node);
            if (!(walk.node(node).node() instanceof Node.Source)) {
                entries.add(new JournalEntry.RolledBack(node));
            }
        }
        journal.append(entries);
        record.decided("rollback", List.copyOf(taken));
        stepper.forget(taken);
        stepper.replan(recipe());
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
        stepper.abandon();
        long millis = (System.nanoTime() - startedNanos) / 1_000_000;
        record.end(stepper.outcome(), millis, List.copyOf(walk.pending()));
        try {
            ledger.settle();
            journal.append(new JournalEntry.Ended(stepper.outcome(), millis));
        } catch (IOException full) {
            // The next session takes this one for cut short and goes on just as well.
            listener.hear(new SessionEvent.Noted("", "", "the journal cannot be written: " + full.getMessage()));
        } finally {
            jobs.close();
            equipment.close();
            holdings.store().emptyTrash();
            holdings.close();
        }
        listener.hear(new SessionEvent.Ended(stepper.outcome(), millis));
    }
}
