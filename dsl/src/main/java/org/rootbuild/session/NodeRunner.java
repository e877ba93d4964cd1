package org.rootbuild.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.event.Listener;
import org.rootbuild.event.SessionEvent;
import org.rootbuild.journal.Journal;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Digests;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.model.Node;
import org.rootbuild.model.Recipe;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.HostLacks;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.verb.Verb;
import org.rootbuild.verb.Verbs;

/** Makes nodes, one step at a time: runs the verb, keeps what it made, and tells the journal and the listener. */
final class NodeRunner {
    private final SessionSettings settings;
    private final Store store;
    private final Verbs verbs;
    private final Pins pins;
    private final Journal journal;
    private final Worker worker;
    private final Listener listener;
    private final Outputs outputs;
    private final Path workspace;
    private RootSight roots;
    private StepSurroundings.Shared shared;

    NodeRunner(SessionSettings settings, Store store, Verbs verbs, Pins pins, Journal journal, Worker worker,
               Listener listener) throws IOException {
        this.settings = settings;
        this.store = store;
        this.verbs = verbs;
        this.pins = pins;
        this.journal = journal;
        this.worker = worker;
        this.listener = listener;
        this.outputs = new Outputs(settings.outFolder(), settings.stateFolder().resolve("outputs"));
        this.workspace = store.workspace(settings.stateFolder());
        this.roots = new RootSight(store, 0);
    }

    void use(Recipe recipe, Closures closures) {
        roots = new RootSight(store, recipe.epochSeconds());
        shared = new StepSurroundings.Shared(store, new Materials(store, pins, roots), closures, settings.host(),
            recipe.epochSeconds());
    }

    void forget() {
        roots.forgetAll();
    }

    /** Prepares the node; for a pass, goes on behind the steps that an earlier process finished. */
    NodeWork begin(Plan plan, PlannedNode node) throws IOException {
        NodeWork work = prepared(plan, node);
        String root = node.node() instanceof Node.Pass pass ? pass.root() : "";
        listener.hear(new SessionEvent.NodeStarted(node.name(), node.node().kind(), root, node.reasons(),
            work.stepCount()));
        if (work.done() > 0) {
            listener.hear(new SessionEvent.Noted(node.name(), "", "goes on at '" + work.nextStep() + "': "
                + work.done() + " of " + work.stepCount() + " steps were done before"));
        }
        return work;
    }

    private NodeWork prepared(Plan plan, PlannedNode node) throws IOException {
        if (!(node.node() instanceof Node.Pass pass)) {
            List<Step> steps = node.node() instanceof Node.Artifact artifact ? List.of(artifact.step())
                : node.node() instanceof Node.Check check ? List.of(check.step()) : List.of();
            return new NodeWork(node, steps, Optional.empty(), List.of());
        }
        TreeIndex index = roots.of(pass.root(), Materials.layers(plan, plan.below(pass.name(), pass.root())));
        PassWork passWork = new PassWork(store, index, passFolder(pass), plan.recipe().epochSeconds());
        NodeWork work = new NodeWork(node, pass.steps(), Optional.of(passWork), stepFingerprints(node));
        work.advance(passWork.resume(work.fingerprints()));
        return work;
    }

    private Path passFolder(Node.Pass pass) {
        return workspace.resolve(Digests.hex(pass.name().getBytes(StandardCharsets.UTF_8)).substring(0, 16));
    }

    /** Of the first step, of the first two, and so on: each is the fingerprint of a pass that ends there. */
    private static List<String> stepFingerprints(PlannedNode node) {
        Fields described = node.described();
        Fields steps = described.group("steps");
        Fields.Builder growing = Fields.builder();
        List<String> fingerprints = new ArrayList<>();
        for (String label : steps.labels()) {
            growing.put(label, steps.get(label));
            Fields.Builder partial = Fields.builder();
            described.labels().forEach(one -> {
                if (one.equals("steps")) {
                    partial.group("steps", growing.build());
                } else {
                    partial.put(one, described.get(one));
                }
            });
            fingerprints.add(Describer.fingerprint(partial.build()));
        }
        return fingerprints;
    }

    Outcome step(Plan plan, NodeWork work) throws IOException, InterruptedException {
        String step = work.nextStep();
        Location location = work.node().node() instanceof Node.Source source ? source.location()
            : work.step().location();
        listener.hear(new SessionEvent.StepStarted(work.node().name(), step, work.done() + 1, work.stepCount(),
            location.toString()));
        StepLog log = new StepLog(work.node().name(), step,
            StepLogs.path(settings.stateFolder(), work.node().name(), step), listener);
        long started = System.nanoTime();
        try {
            Outcome outcome = carriedOut(plan, work, log);
            listener.hear(new SessionEvent.StepEnded(work.node().name(), step,
                (System.nanoTime() - started) / 1_000_000));
            return outcome;
        } catch (DamagedContent toBeMadeAgain) {
            throw toBeMadeAgain;
        } catch (HostLacks lacking) {
            return work.node().node() instanceof Node.Check
                ? skipped(work, lacking) : failed(work, step, location, log, lacking);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            return failed(work, step, location, log, failure);
        } finally {
            log.close();
        }
    }

    private Outcome carriedOut(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException {
        Node node = work.node().node();
        if (node instanceof Node.Source source) {
            return fetched(work, source, log);
        }
        try (StepSurroundings around = new StepSurroundings(shared, plan, work.step(), log)) {
            if (node instanceof Node.Pass pass) {
                return passStep(plan, pass, work, around);
            }
            return node instanceof Node.Artifact ? artifact(work, around) : check(work, around);
        }
    }

    private Outcome fetched(NodeWork work, Node.Source source, StepLog log) throws IOException, InterruptedException {
        if (work.node().fingerprint().isEmpty()) {
            pins.resolve(source, log, journal, worker);
            String about = pins.pin(source).orElseThrow().about();
            return ended(work, State.DONE, "found " + about, Optional.empty());
        }
        worker.run(() -> pins.fetch(source, log));
        return ended(work, State.DONE, pins.pin(source).orElseThrow().about(), Optional.empty());
    }

    private Outcome passStep(Plan plan, Node.Pass pass, NodeWork work, StepSurroundings around)
            throws IOException, InterruptedException {
        Verb.OnPass verb = verb(work.step(), Verb.OnPass.class);
        PassWork passWork = work.pass().orElseThrow();
        var tree = passWork.begin();
        worker.run(() -> verb.run(around.forPass(tree)));
        if (!work.isAtLastStep()) {
            String step = work.step().name();
            passWork.checkpoint(work.fingerprintOfSteps(), step);
            work.advance(1);
            return new Outcome.StepDone(pass.name(), step);
        }
        String fingerprint = work.node().fingerprint().orElseThrow();
        Manifest manifest = passWork.commit(fingerprint,
            Results.header(pass.name(), work.node().described()).build());
        List<String> layers = new ArrayList<>(Materials.layers(plan, plan.below(pass.name(), pass.root())));
        layers.add(fingerprint);
        roots.changed(pass.root(), layers);
        journal.append(new JournalEntry.Done(pass.name(), fingerprint, work.millis()));
        return ended(work, State.DONE, Summary.of(manifest), Optional.empty());
    }

    private Outcome artifact(NodeWork work, StepSurroundings around) throws IOException, InterruptedException {
        Verb.OnArtifact verb = verb(work.step(), Verb.OnArtifact.class);
        Path assembled = store.temporaryFolder();
        try {
            Path file = assembled.resolve(StoredResult.ARTIFACT_FILE);
            worker.run(() -> verb.make(around.forArtifact(file)));
            if (!Files.isRegularFile(file)) {
                throw new IllegalStateException("the verb '" + work.step().verb() + "' made no file");
            }
            Fields header = Results.header(work.node().name(), work.node().described())
                .text(Results.SHA256, Digests.ofFile(file)).whole(Results.SIZE, Files.size(file)).build();
            String fingerprint = work.node().fingerprint().orElseThrow();
            Manifest manifest = new Manifest(header, List.of());
            StoredResult result = store.commit(fingerprint, assembled, manifest);
            journal.append(new JournalEntry.Done(work.node().name(), fingerprint, work.millis()));
            Path out = outputs.place(work.node().name(), result, manifest);
            return ended(work, State.DONE, Summary.of(manifest), Optional.of(out));
        } finally {
            Deletion.delete(assembled);
        }
    }

    private Outcome check(NodeWork work, StepSurroundings around) throws IOException, InterruptedException {
        Verb.OnCheck verb = verb(work.step(), Verb.OnCheck.class);
        worker.run(() -> verb.check(around.forCheck()));
        String fingerprint = work.node().fingerprint().orElseThrow();
        store.commit(fingerprint, store.temporaryFolder(),
            new Manifest(Results.header(work.node().name(), work.node().described()).build(), List.of()));
        journal.append(new JournalEntry.Done(work.node().name(), fingerprint, work.millis()));
        return ended(work, State.DONE, "it holds", Optional.empty());
    }

    private <V extends Verb> V verb(Step step, Class<V> kind) throws Failure {
        Optional<Verb> verb = verbs.find(step.verb());
        if (verb.isPresent() && kind.isInstance(verb.get())) {
            return kind.cast(verb.get());
        }
        throw new Failure("nothing registered here can carry out '" + step.verb() + "'",
            "Put the jar that has the verb '" + step.verb() + "' on the class path.");
    }

    private Outcome ended(NodeWork work, State state, String detail, Optional<Path> output) {
        listener.hear(new SessionEvent.NodeEnded(work.node().name(), work.node().node().kind(), state.word(),
            work.millis(), detail, output));
        return new Outcome.NodeDone(work.node().name(), state);
    }

    private Outcome skipped(NodeWork work, HostLacks lacking) throws IOException {
        String why = lacking.getMessage() + ". " + lacking.remedy();
        journal.append(new JournalEntry.Skipped(work.node().name(), why));
        return ended(work, State.SKIPPED, why, Optional.empty());
    }

    private Outcome failed(NodeWork work, String step, Location location, StepLog log, Throwable cause)
            throws IOException {
        StepFailure failure = FailureReport.of(work.node().name(), step, location, log, cause);
        journal.append(new JournalEntry.Failed(failure.node(), step, failure.message(), failure.remedy()));
        listener.hear(new SessionEvent.NodeFailed(failure.node(), step, location.toString(), failure.message(),
            failure.remedy(), failure.log(), failure.lastLines()));
        return new Outcome.Failed(failure);
    }

    /** Says that the node's result is used as it is; an artifact is put out if it does not lie there. */
    void reuse(PlannedNode node) throws IOException {
        Optional<Path> output = Optional.empty();
        String detail = "";
        if (node.node() instanceof Node.Source source) {
            detail = pins.pin(source).orElseThrow().about();
        } else {
            StoredResult result = store.result(node.fingerprint().orElseThrow()).orElseThrow();
            store.touch(result);
            if (node.node() instanceof Node.Artifact) {
                Manifest manifest = result.manifest();
                output = Optional.of(outputs.place(node.name(), result, manifest));
                detail = Summary.of(manifest);
            }
        }
        listener.hear(new SessionEvent.NodeEnded(node.name(), node.node().kind(), State.REUSED.word(), 0, detail,
            output));
    }

    void restore(NodeWork work, Session.Retry from) throws IOException {
        if (work.pass().isEmpty()) {
            return;
        }
        if (from == Session.Retry.PASS) {
            work.pass().get().undoAll();
            work.restart();
        } else {
            work.pass().get().undoStep();
        }
    }

    /** Gives the node up; the steps that it finished stay as checkpoints. */
    void abandon(NodeWork work) {
        if (work.node().node() instanceof Node.Pass pass) {
            // What is in memory may be half changed; the next one to need the tree reads it again.
            roots.forget(pass.root());
        }
    }
}
