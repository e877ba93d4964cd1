package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.journal.JournalEntry.StepTime;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.verb.Closures;

/** Makes nodes, one step at a time, and tells the listener, and of failures the journal. */
final class NodeRunner {
    private final SessionSettings settings;
    private final Workshop workshop;
    private final Listener listener;
    private final Discretion discretion;
    private final PassMaker passes;
    private final Maker artifacts;
    private final Maker checks;
    private final Maker sources;
    private final Set<String> mended = new HashSet<>();
    private final Set<String> atWork = new LinkedHashSet<>();

    NodeRunner(SessionSettings settings, Workshop workshop, Listener listener, Discretion discretion)
        throws IOException {
        this.discretion = discretion;
        this.settings = settings;
        this.workshop = workshop;
        this.listener = listener;
        this.passes = new PassMaker(workshop, new Workspace(workshop.store().workspace(settings.stateFolder())));
        this.artifacts = new ArtifactMaker(workshop,
            new Outputs(settings.outFolder(), settings.stateFolder().resolve("outputs")));
        this.checks = new CheckMaker(workshop);
        this.sources = new SourceMaker(workshop);
    }

    private Maker maker(Node node) {
        if (node instanceof Node.Pass) {
            return passes;
        } else if (node instanceof Node.Artifact) {
            return artifacts;
        }
        return node instanceof Node.Check ? checks : sources;
    }

    void use(Recipe recipe, Closures closures) {
        workshop.use(recipe, closures);
    }

    void forget() {
        workshop.forget();
    }

    NodeWork begin(Plan plan, PlannedNode node) throws IOException {
        return begun(node, mended.remove(node.name()) ? passes.beginHere(plan, node)
            : maker(node.node()).begin(plan, node));
    }

    /** The step at which the node will begin: behind those that an earlier attempt finished. */
    String nextStep(PlannedNode node) {
        List<String> lineage = node.node() instanceof Node.Pass && node.fingerprint().isPresent()
            ? Describer.lineage(node.described()) : List.of();
        Path folder = new Workspace(workshop.store().workspacePlace(settings.stateFolder())).pass(node.name());
        int done = 0;
        while (done + 1 < lineage.size()
                && Files.exists(Workspace.checkpoint(folder, lineage.get(done + 1)).resolve(ManifestFile.NAME))) {
            done++;
        }
        List<Step> steps = NodeWork.steps(node.node());
        return done == 0 || steps.isEmpty() ? NodeWork.firstStep(node.node())
            : steps.get(Math.min(done, steps.size() - 1)).name();
    }

    /** The pass will begin at the step that failed, with what that left. */
    void goOnHere(String pass) {
        mended.add(pass);
    }

    /** What the failed step of the pass left, if it ran programs. */
    Optional<FailedAttempt> failedAttempt(String pass) throws IOException {
        return passes.failedAttempt(pass);
    }

    private NodeWork begun(PlannedNode node, NodeWork work) throws IOException {
        atWork.add(node.name());
        Files.writeString(settings.stateFolder().resolve(Holdings.POSITION), String.join("\n", atWork));
        String root = node.node() instanceof Node.Pass pass ? pass.root() : "";
        listener.hear(new SessionEvent.NodeStarted(node.name(), node.node().kind(), root, node.reasons(),
            work.stepCount()));
        if (work.done() > 0) {
            listener.hear(new SessionEvent.Noted(node.name(), "", "goes on at '" + work.nextStep() + "': "
                + work.done() + " of " + work.stepCount() + " steps were done before"));
        }
        return work;
    }

    /** @throws DamagedContent when the store is to be mended first */
    Outcome step(Plan plan, NodeWork work) throws IOException, InterruptedException {
        String step = work.nextStep();
        listener.hear(new SessionEvent.StepStarted(work.name(), step, work.done() + 1, work.stepCount(),
            work.location().toString()));
        Stopwatch watch = new Stopwatch(step);
        try (StepLog log = new StepLog(work.name(), step, logFile(work.name(), step), listener,
                discretion)) {
            Outcome outcome = carriedOut(plan, work, log, watch);
            if (!(outcome instanceof Outcome.StepDone)) {
                work.giveSlot();
            }
            return outcome;
        } catch (IOException | InterruptedException | RuntimeException | Error thrown) {
            work.giveSlot();
            throw thrown;
        }
    }

    private Outcome carriedOut(Plan plan, NodeWork work, StepLog log, Stopwatch watch)
            throws IOException, InterruptedException {
        String step = work.nextStep();
        Location location = work.location();
        try {
            Made made = maker(work.node().node()).step(plan, work, log);
            StepTime time = watch.time();
            listener.hear(new SessionEvent.StepEnded(work.name(), step, time.millis()));
            if (made instanceof Made.Whole) {
                work.sums().ifPresent(sums -> listener.hear(sums.told(work)));
            }
            return made instanceof Made.Whole whole ? ended(work.node(), State.DONE, whole, work.millis())
                : new Outcome.StepDone(work.name(), step);
        } catch (HostLacks lacking) {
            return work.node().node() instanceof Node.Check
                ? skipped(work, lacking) : failed(work, step, location, log, lacking);
        } catch (IOException | RuntimeException | Error failure) {
            Optional<DamagedContent> damaged = FailureReport.damage(failure);
            if (damaged.isPresent()) {
                throw damaged.get();
            }
            return failed(work, step, location, log, failure);
        }
    }

    private Path logFile(String node, String step) {
        return StepLogs.path(settings.stateFolder(), node, step);
    }

    private Outcome ended(PlannedNode node, State state, Made.Whole whole, long millis) {
        atWork.remove(node.name());
        listener.hear(new SessionEvent.NodeEnded(node.name(), node.node().kind(), state.word(), millis, whole.detail(),
            whole.output()));
        return new Outcome.NodeDone(node.name(), state);
    }

    private Outcome skipped(NodeWork work, HostLacks lacking) throws IOException {
        String why = lacking.getMessage() + ". " + lacking.remedy();
        workshop.journal().append(new JournalEntry.Skipped(work.name(), why));
        return ended(work.node(), State.SKIPPED, new Made.Whole(why, Optional.empty()), 0);
    }

    private Outcome failed(NodeWork work, String step, Location location, StepLog log, Throwable cause) {
        StepFailure failure = discretion.failure(FailureReport.of(work.name(), step, location, log.file(),
            log.lastLines(), cause));
        log.failed(failure.message());
        try {
            if (work.pass().isPresent()) {
                work.pass().get().noteFailure(work.lineage());
            }
        } catch (IOException full) {
            failure.cause().addSuppressed(full);
        }
        return told(failure);
    }

    /** The node could not even be begun. */
    Outcome failed(PlannedNode node, Throwable cause) {
        String step = NodeWork.firstStep(node.node());
        return told(discretion.failure(FailureReport.of(node.name(), step, node.node().location(),
            logFile(node.name(), step), List.of(), cause)));
    }

    private Outcome told(StepFailure failure) {
        atWork.remove(failure.node());
        try {
            workshop.journal().append(new JournalEntry.Failed(failure.node(), failure.step(), failure.message(),
                failure.remedy()));
        } catch (IOException full) {
            // What hinders the journal is most likely what made the step fail, and that is what is to be said.
            failure.cause().addSuppressed(full);
        }
        listener.hear(new SessionEvent.NodeFailed(failure.node(), failure.step(), failure.location().toString(),
            failure.message(), failure.remedy(), failure.details(), failure.log(), failure.lastLines()));
        return new Outcome.Failed(failure);
    }

    /** Says that the node's result is used as it is; an artifact is put out if it does not lie there. */
    void reuse(PlannedNode node) throws IOException {
        ended(node, State.REUSED, maker(node.node()).reuse(node), 0);
    }

    /** Notes for later reasons which results stand now; what was made last may be another one. */
    void remember(List<PlannedNode> reused) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        for (PlannedNode node : reused) {
            Optional<String> last = workshop.journal().state().done(node.name())
                .map(done -> done.entry().fingerprint());
            if (!(node.node() instanceof Node.Source) && !last.equals(node.fingerprint())) {
                entries.add(new JournalEntry.Done(node.name(), node.fingerprint().orElseThrow(), 0, List.of()));
            }
        }
        if (!entries.isEmpty()) {
            workshop.journal().append(entries);
        }
    }

    void restore(NodeWork work, Session.Retry from) throws IOException {
        if (work.pass().isEmpty()) {
            return;
        }
        if (from == Session.Retry.PASS || from == Session.Retry.STEP && work.pass().get().isOneWhole()) {
            work.pass().get().undoAll();
            work.restart();
        } else if (from == Session.Retry.HERE) {
            work.pass().get().goOnHere();
        } else {
            work.pass().get().undoStep();
        }
    }

    /** Gives the node up; the steps that it finished stay as checkpoints. */
    void abandon(NodeWork work) {
        atWork.remove(work.name());
        try {
            work.giveSlot();
        } catch (IOException noPoolAnyMore) {
            // Its slots went with it.
            listener.hear(new SessionEvent.Noted(work.name(), "", "the job pool is broken: "
                + noPoolAnyMore.getMessage()));
        }
        if (work.node().node() instanceof Node.Pass pass) {
            passes.leave(work);
            // What is in memory may be half changed; the next one to need the tree reads it again.
            workshop.roots().forget(pass.root());
        }
    }

    /** Removes what a killed process left of nodes that are made. */
    void tidy(Plan plan) throws IOException {
        passes.clear(plan);
    }

    /** Removes the steps that the node had finished, so that it begins anew. */
    void discard(String node) throws IOException {
        mended.remove(node);
        passes.discard(node);
    }

    /** Removes the finished steps of the pass that the damaged file belongs to. Answers whether it belongs to one. */
    boolean discard(Path damaged) throws IOException {
        return passes.discard(damaged);
    }
}
