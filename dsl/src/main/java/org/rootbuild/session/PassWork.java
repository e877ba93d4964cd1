package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rootbuild.event.Activity;
import org.rootbuild.journal.JournalEntry.StepTime;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DeltaWriter;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Fields;
import org.rootbuild.overlay.PlainRoot;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.tree.EditableTree;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.Stage;

/**
 * A pass in the making: what it works on and the checkpoint after each of its steps. A checkpoint is named by
 * everything that led to it, so a process that starts again goes on behind the last one that still fits the recipe.
 *
 * <p>A step in Java works on the tree in memory, a step that runs programs on a stage. What programs did is read into
 * the tree only when a step in Java or the layer needs it.
 */
final class PassWork {
    /** When a layer must survive a loss of power, and what becomes of one that is there already. */
    enum Commit { NOW, LATER, REPLACING }

    private static final String NOT_GUARANTEED = "without isolation nothing keeps a program from writing outside its"
        + " root,"
        + " reading your files, using the network or leaving processes behind; '/' is that of this machine, and the"
        + " root is"
        + " the folder $ROOT";

    private final Store store;
    private final PassTree root;
    private final Stages stages;
    private final Path folder;
    private final Path contents;
    private final long epochSeconds;
    private final List<Checkpoint> checkpoints = new ArrayList<>();
    private int applied;
    private boolean touched;
    private Optional<WorkTree> tree = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private Optional<PlainRoot> plain = Optional.empty();
    private Optional<Sums> sums = Optional.empty();

    /**
     * @param folder   the pass's own, for its checkpoints; it is made when there is something to keep in it
     * @param contents for what the running step writes; passes that follow each other share it, because making and
     *                 removing folders is what most filesystems are slowest at
     */
    PassWork(Store store, TreeIndex index, Stages stages, Path folder, Path contents, long epochSeconds) {
        this.store = store;
        this.root = new PassTree(index);
        this.stages = stages;
        this.folder = folder;
        this.contents = contents;
        this.epochSeconds = epochSeconds;
    }

    /**
     * Takes the checkpoints of an earlier process, as far as they fit, and removes the others.
     *
     * @param lineage of what the pass is before its first step, after it, and so on
     * @param here    whether the next step goes on with what it did in its last attempt
     * @return the steps that are done
     */
    List<StepTime> resume(List<String> lineage, boolean here) throws IOException {
        Set<Path> kept = new HashSet<>();
        if (here) {
            kept.add(running());
            kept.add(Workspace.failed(folder));
            goOnHere();
        }
        Trail trail = Trail.read(folder, lineage, lineage.size() - 2);
        checkpoints.addAll(trail.all());
        trail.all().forEach(one -> kept.add(one.place()));
        removeAllBut(kept);
        return trail.steps();
    }

    private void removeAllBut(Set<Path> kept) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> others;
        try (Stream<Path> all = Files.list(folder)) {
            others = all.filter(path -> !kept.contains(path)).toList();
        }
        for (Path other : others) {
            store.discard(other);
        }
    }

    /** Puts the checkpoints that are not yet in the tree there. */
    private void catchUp(Predicate<String> leftOut) throws IOException {
        for (; applied < checkpoints.size(); applied++) {
            Checkpoint next = checkpoints.get(applied);
            List<Change> changes = next.staged() ? stages.read(next.upper(), root.index(), leftOut)
                : next.manifest().changes();
            root.apply(changes);
        }
    }

    /** The next step begins with what the steps before left, unless it goes on with what it did in its last attempt. */
    void begin() throws IOException {
        if (!touched) {
            undoStep();
        }
    }

    /** The tree for the step to work on. */
    EditableTree tree() throws IOException {
        if (stage.isPresent()) {
            throw new IllegalStateException("a step that has asked for its stage asks for its tree");
        }
        if (tree.isEmpty()) {
            catchUp(path -> false);
            tree = Optional.of(new WorkTree(root.index(), contents, epochSeconds));
        }
        return tree.get();
    }

    /** The folders for the step to run programs on. */
    Stage stage(Activity activity) throws IOException {
        if (stages.isToTell()) {
            activity.note(NOT_GUARANTEED);
        }
        if (tree.isPresent() && !tree.get().touched().isEmpty()) {
            throw new IllegalStateException("a step that has changed its tree asks for its stage");
        }
        if (stage.isEmpty() && stages.plain()) {
            stage = Optional.of(new Stage.Folder(laidOut()));
        } else if (stage.isEmpty()) {
            if (checkpoints.stream().anyMatch(stages::lacksView)) {
                catchUp(path -> false);
            }
            List<Path> lowers = new ArrayList<>();
            for (int i = checkpoints.size() - 1; i >= 0; i--) {
                stages.lower(checkpoints.get(i), root.index()).ifPresent(lowers::add);
            }
            stage = Optional.of(stages.overlay(lowers, running(), root.index()));
        }
        return stage.get();
    }

    /** The whole root as a plain folder, which all steps of the pass share. */
    private Path laidOut() throws IOException {
        Path place = Workspace.plain(folder);
        if (plain.isEmpty()) {
            catchUp(path -> false);
            store.discard(place);
            Files.createDirectories(folder);
            PlainRoot copy = new PlainRoot(place);
            copy.fill(root.index());
            plain = Optional.of(copy);
        }
        return place;
    }

    /** Whether the step cannot be taken back alone, but only the whole pass. */
    boolean isOneWhole() {
        return plain.isPresent();
    }

    /** What a person changed before the next step and kept goes below it. */
    void takeHand(Checkpoint hand) throws IOException {
        undoStep();
        checkpoints.add(hand);
    }

    private Path running() {
        return Workspace.running(folder);
    }

    /** The next attempt at the failed step finds what this one left, and what a person changed in it. */
    void goOnHere() {
        touched = true;
    }

    /** Whether a person had a hand in what the pass is made of. */
    boolean touched() {
        return touched || checkpoints.stream().anyMatch(Checkpoint::touched);
    }

    /**
     * Writes down what the failed step changed so far, for those who look into it; all of it goes with the next
     * attempt. What programs changed lies where they left it.
     *
     * @param lineage names what the step began with
     */
    void noteFailure(String lineage) throws IOException {
        FailedAttempt.note(folder, lineage);
        if (tree.isPresent()) {
            List<Change> changes = new DeltaWriter(root.index(), contents).list(tree.get().touched());
            Path failed = Files.createDirectories(Workspace.failed(folder));
            Files.write(failed.resolve(ManifestFile.NAME),
                ManifestFile.encode(new Manifest(Fields.none(), changes)));
        }
    }

    /** Restores the tree to where the step began. */
    void undoStep() throws IOException {
        tree.ifPresent(WorkTree::undo);
        tree = Optional.empty();
        stage = Optional.empty();
        touched = false;
        emptyContents();
        Deletion.delete(Workspace.failed(folder));
        store.discard(running());
    }

    private void emptyContents() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(contents)) {
            for (Path one : left) {
                Deletion.delete(one);
            }
        } catch (NoSuchFileException none) {
            Files.createDirectories(contents);
        }
    }

    /** Restores the tree to where the pass began, and forgets its checkpoints. */
    void undoAll() throws IOException {
        undoStep();
        root.takeBack();
        checkpoints.clear();
        plain = Optional.empty();
        applied = 0;
        store.discard(folder);
    }

    /** The step ended well: what it changed becomes a checkpoint. */
    void checkpoint(String fingerprint, StepTime time) throws IOException {
        Path place = Workspace.checkpoint(folder, fingerprint);
        store.discard(place);
        Files.createDirectories(place);
        if (stage.isPresent() && plain.isPresent()) {
            root.apply(plain.get().read(root.index(), path -> false));
        } else if (stage.isPresent()) {
            stages.keep(running(), Checkpoint.upper(place));
            checkpoints.add(Checkpoint.write(place, time, true, touched, List.of()));
            stages.syncLater(checkpoints.get(checkpoints.size() - 1));
            store.discard(running());
        } else {
            tree();
            Map<String, Optional<Entry>> changed = tree.orElseThrow().touched();
            List<Change> changes = new DeltaWriter(root.index(), contents).write(changed, place);
            checkpoints.add(Checkpoint.write(place, time, false, touched, changes));
            root.replace(changed, checkpoints.get(checkpoints.size() - 1).manifest());
            applied = checkpoints.size();
            if (plain.isPresent()) {
                plain.get().apply(changes);
            }
        }
        tree = Optional.empty();
        stage = Optional.empty();
        touched = false;
    }

    /**
     * The last step ended well: everything that the pass changed becomes its layer, or the layer that another process
     * made of the same meanwhile takes its place. The checkpoints stay until {@link #clear}. Where that does not work,
     * the last step can be run again.
     */
    StoredResult commit(String fingerprint, StepTime time, Fields header, Commit how) throws IOException {
        int stepsBefore = checkpoints.size();
        try {
            return committed(fingerprint, time, header, how);
        } catch (IOException | RuntimeException notCommitted) {
            takeBackTo(stepsBefore, notCommitted);
            throw notCommitted;
        }
    }

    /** The tree is as before the pass again; it catches up when it is asked for. */
    private void takeBackTo(int steps, Exception why) {
        tree.ifPresent(WorkTree::undo);
        tree = Optional.empty();
        root.takeBack();
        applied = 0;
        while (checkpoints.size() > steps) {
            try {
                store.discard(checkpoints.remove(steps).place());
            } catch (IOException full) {
                why.addSuppressed(full);
            }
        }
    }

    /** Whether a step of the pass, the one that just ended among them, ran programs. */
    boolean ranPrograms() {
        return stage.isPresent() || plain.isPresent() || checkpoints.stream().anyMatch(Checkpoint::staged);
    }

    private StoredResult committed(String fingerprint, StepTime time, Fields header, Commit how) throws IOException {
        boolean ranPrograms = ranPrograms();
        if (stage.isPresent()) {
            checkpoint(fingerprint, time);
        }
        catchUp(stages::isBuildFolder);
        tree.ifPresent(last -> root.remember(last.touched()));
        root.leaveOut(stages::isBuildFolder);
        if (ranPrograms) {
            stages.settle(root.index(), root.changedPaths());
        }
        StoredResult result = assembled(fingerprint, header, how);
        root.settle(result.manifest());
        tree = Optional.empty();
        return result;
    }

    private StoredResult assembled(String fingerprint, Fields header, Commit how) throws IOException {
        Path assembled = store.temporaryFolder();
        try {
            List<Change> changes = new DeltaWriter(root.index(), contents).write(root.before(), assembled);
            Manifest manifest = new Manifest(header, root.withGoneFromHost(changes));
            sums = Optional.of(Sums.of(manifest, root.before(), root.index()));
            return switch (how) {
                case NOW -> store.commit(fingerprint, assembled, manifest);
                case LATER -> store.commitLater(fingerprint, assembled, manifest);
                case REPLACING -> store.replace(fingerprint, assembled, manifest);
            };
        } finally {
            Deletion.delete(assembled);
        }
    }

    /** How much the layer is that was committed. */
    Optional<Sums> sums() {
        return sums;
    }

    /** Removes what led to the layer; called when the journal knows of it. */
    void clear() throws IOException {
        emptyContents();
        store.discard(folder);
    }
}
