package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.journal.JournalState;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.tree.Entry;

/** Finds out what is known about a node, reading only. */
final class Inspector {
    private final SessionSettings settings;
    private final Store store;
    private final Plan plan;
    private final JournalState journal;
    private final Optional<Map<String, State>> states;

    /** @param states of the session that asks; empty where none does */
    Inspector(SessionSettings settings, Store store, Plan plan, JournalState journal,
              Optional<Map<String, State>> states) {
        this.settings = settings;
        this.store = store;
        this.plan = plan;
        this.journal = journal;
        this.states = states;
    }

    Inspection inspect(String path) throws IOException {
        int slash = path.indexOf('/');
        PlannedNode node = node(slash < 0 ? path : path.substring(0, slash));
        List<Inspection.StepInfo> steps = steps(node);
        Optional<Inspection.StepInfo> selected = slash < 0 ? Optional.empty()
            : Optional.of(step(node.name(), steps, path.substring(slash + 1)));
        return new Inspection(node, state(node), steps, selected, lastRun(node), changes(node), file(node),
            failure(node), StepLogs.folder(settings.stateFolder(), node.name()));
    }

    private PlannedNode node(String name) throws Failure {
        return plan.find(name).orElseThrow(() -> new Failure("there is no '" + name + "' in the recipe '"
            + plan.recipe().name() + "'."
            + Suggestion.sentence(name, plan.nodes().stream().map(PlannedNode::name).toList()),
            "'rootbuild plan' lists the names."));
    }

    private static Inspection.StepInfo step(String node, List<Inspection.StepInfo> steps, String name) throws Failure {
        List<String> names = steps.stream().map(Inspection.StepInfo::name).toList();
        return steps.stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow(() -> new Failure(
            "'" + node + "' has no step '" + name + "'." + Suggestion.sentence(name, names),
            names.isEmpty() ? "It has no steps." : "Its steps are " + String.join(", ", names) + "."));
    }

    private State state(PlannedNode node) throws IOException {
        if (states.isPresent()) {
            return states.get().get(node.name());
        }
        boolean atWork = journal.isRunning() && StateLock.isHeld(settings.stateFolder());
        return switch (node.verdict()) {
            case REUSE -> atWork ? State.DONE : State.REUSED;
            case UNNEEDED -> State.REUSED;
            case SKIP -> State.SKIPPED;
            case RUN -> journal.failed(node.name()).isPresent() ? State.FAILED
                : atWork && isAtWork(node) ? State.RUNNING : State.PENDING;
        };
    }

    private boolean isAtWork(PlannedNode node) throws IOException {
        Path position = settings.stateFolder().resolve(Holdings.POSITION);
        return Files.exists(position) && Files.readString(position).lines().toList().contains(node.name());
    }

    private Path folder(PlannedNode node) {
        return new Workspace(store.workspacePlace(settings.stateFolder())).pass(node.name());
    }

    private Optional<Inspection.LastRun> lastRun(PlannedNode node) {
        // What was only reused was made under another name, or by another recipe, at a time that is not known here.
        return journal.done(node.name()).filter(done -> !done.entry().steps().isEmpty())
            .map(done -> new Inspection.LastRun(done.at(), done.entry().millis(), done.entry().fingerprint()));
    }

    private Optional<Inspection.FailureInfo> failure(PlannedNode node) {
        return journal.failed(node.name()).map(failed -> new Inspection.FailureInfo(failed.entry().step(),
            failed.entry().message(), failed.entry().remedy(), failed.at()));
    }

    private Optional<StoredResult> result(PlannedNode node) {
        return node.fingerprint().flatMap(store::result);
    }

    private Optional<Path> file(PlannedNode node) {
        return node.node() instanceof Node.Artifact ? result(node).map(StoredResult::file) : Optional.empty();
    }

    private Optional<List<Inspection.Changed>> changes(PlannedNode node) throws IOException {
        Optional<StoredResult> result = result(node);
        if (!(node.node() instanceof Node.Pass pass) || result.isEmpty()) {
            return Optional.empty();
        }
        Optional<Manifest> manifest = manifest(result.get().folder());
        return manifest.isEmpty() ? Optional.empty() : Optional.of(changes(manifest.get().changes(), below(pass)));
    }

    /** The tree below the pass, as far as its layers are in the store. */
    private TreeIndex below(Node.Pass pass) throws IOException {
        TreeIndex below = new TreeIndex(plan.recipe().epochSeconds());
        for (String name : plan.below(pass.name(), pass.root())) {
            Optional<StoredResult> layer = result(plan.find(name).orElseThrow());
            if (layer.isPresent() && plan.find(name).orElseThrow().verdict() != Verdict.SKIP) {
                manifest(layer.get().folder()).ifPresent(below::apply);
            }
        }
        return below;
    }

    static Optional<Manifest> manifest(Path folder) throws IOException {
        try {
            return Optional.of(ManifestFile.read(folder));
        } catch (DamagedContent damaged) {
            return Optional.empty();
        }
    }

    /** What the changes come to on the tree that lies below them, sorted by path. */
    static List<Inspection.Changed> changes(List<Change> made, TreeIndex below) {
        List<Inspection.Changed> changes = new ArrayList<>();
        for (Change change : made) {
            Optional<Entry> before = below.get(change.path());
            if (change instanceof Change.Put put) {
                changes.add(new Inspection.Changed(before.isPresent() ? Inspection.Kind.CHANGED : Inspection.Kind.ADDED,
                    change.path(), put.entry().letter(), before.map(Inspector::sizeBytes).orElse(0L),
                    sizeBytes(put.entry())));
            } else {
                below.below(change.path()).forEach(entry -> changes.add(removed(entry.path(), Optional.of(entry))));
                changes.add(removed(change.path(), before));
            }
        }
        changes.sort(Comparator.comparing(Inspection.Changed::path));
        return changes;
    }

    private static Inspection.Changed removed(String path, Optional<Entry> before) {
        return new Inspection.Changed(Inspection.Kind.REMOVED, path, before.map(Entry::letter).orElse('f'),
            before.map(Inspector::sizeBytes).orElse(0L), 0);
    }

    private static long sizeBytes(Entry entry) {
        return entry instanceof Entry.PlainFile file ? file.content().sizeBytes() : 0;
    }

    private List<Inspection.StepInfo> steps(PlannedNode node) throws IOException {
        Map<String, Long> millis = new LinkedHashMap<>();
        // The plan of a session is older than what that session has made.
        boolean made = result(node).isPresent() && (node.verdict() != Verdict.RUN || state(node) == State.DONE);
        journal.done(node.name()).filter(done -> node.fingerprint().equals(Optional.of(done.entry().fingerprint())))
            .ifPresent(done -> done.entry().steps().forEach(time -> millis.put(time.step(), time.millis())));
        Optional<String> failed = journal.failed(node.name()).map(one -> one.entry().step());
        Map<String, UnfinishedPass.Left> left = made || !(node.node() instanceof Node.Pass pass) ? Map.of()
            : new UnfinishedPass(folder(node), stages(pass), below(pass)).steps(node, failed);
        List<Inspection.StepInfo> steps = new ArrayList<>();
        for (Step step : NodeWork.steps(node.node())) {
            Optional<UnfinishedPass.Left> found = Optional.ofNullable(left.get(step.name()));
            boolean done = made || found.isPresent() && !failed.equals(Optional.of(step.name()));
            steps.add(new Inspection.StepInfo(step.name(), step.verb(), step.location(),
                Describer.steps(node.described()).group(step.name()), done,
                found.flatMap(UnfinishedPass.Left::millis).or(() -> Optional.ofNullable(millis.get(step.name()))),
                found.map(UnfinishedPass.Left::changes), found.flatMap(UnfinishedPass.Left::files),
                StepLogs.path(settings.stateFolder(), node.name(), step.name())));
        }
        return steps;
    }

    private Stages stages(Node.Pass pass) throws Failure {
        StageTools tools = new StageTools(store, plan.recipe().epochSeconds(), settings.host().processors());
        return new Stages(tools, List.of(), RootOptions.of(plan.recipe(), pass.root(), false),
            plan.recipe().epochSeconds());
    }
}
