package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.journal.JournalEntry.StepTime;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Fields;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.PlannedNode;

/** What the steps of a pass left in the workspace that is not finished, reading only. */
final class UnfinishedPass {
    private final Path folder;
    private final Stages stages;
    private final TreeIndex tree;
    private final Map<String, Left> steps = new LinkedHashMap<>();

    /**
     * What a step left.
     *
     * @param millis how long it took; empty for the one that failed
     * @param files  the folder that holds what its programs changed; empty where it ran none
     */
    record Left(List<Inspection.Changed> changes, Optional<Long> millis, Optional<Path> files, boolean touched) {
    }

    /**
     * @param folder the pass's own in the workspace
     * @param tree   what lies below the pass; it is changed
     */
    UnfinishedPass(Path folder, Stages stages, TreeIndex tree) {
        this.folder = folder;
        this.stages = stages;
        this.tree = tree;
    }

    /**
     * By the steps' names, in their order.
     *
     * @param failed the step that failed, if one did
     */
    Map<String, Left> steps(PlannedNode node, Optional<String> failed) throws IOException {
        if (!Files.isDirectory(folder)) {
            return steps;
        }
        List<String> lineage = Describer.lineage(node.described());
        int done = 0;
        addHands(lineage.get(0));
        for (String fingerprint : lineage.subList(1, lineage.size())) {
            Optional<Checkpoint> checkpoint = Checkpoint.read(Workspace.checkpoint(folder, fingerprint));
            if (checkpoint.isEmpty()) {
                break;
            }
            add(checkpoint.get());
            addHands(fingerprint);
            done++;
        }
        if (failed.isPresent()) {
            addFailed(failed.get(), lineage.get(done));
        }
        return steps;
    }

    /** What a person changed before a step belongs to none of them. */
    private void addHands(String lineage) throws IOException {
        for (Checkpoint hand : Trail.hands(folder, lineage)) {
            tree.apply(new Manifest(Fields.none(), stages.changes(hand, tree)));
        }
    }

    private void add(Checkpoint checkpoint) throws IOException {
        List<Change> changes = stages.changes(checkpoint, tree);
        StepTime time = checkpoint.time();
        steps.put(time.step(), new Left(Inspector.changes(changes, tree), Optional.of(time.millis()),
            checkpoint.staged() ? Optional.of(checkpoint.upper()) : Optional.empty(), checkpoint.touched()));
        tree.apply(new Manifest(Fields.none(), changes));
    }

    private void addFailed(String step, String lineage) throws IOException {
        Optional<FailedAttempt> attempt = FailedAttempt.find(folder).filter(one -> one.lineage().equals(lineage));
        Optional<Manifest> manifest = Inspector.manifest(Workspace.failed(folder));
        if (attempt.isPresent()) {
            steps.put(step, new Left(Inspector.changes(stages.changes(attempt.get().folder(), tree), tree), Optional.empty(),
                Optional.of(attempt.get().files()), false));
        } else if (manifest.isPresent()) {
            steps.put(step, new Left(Inspector.changes(manifest.get().changes(), tree), Optional.empty(),
                Optional.empty(), false));
        }
    }
}
