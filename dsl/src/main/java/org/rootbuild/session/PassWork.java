package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rootbuild.journal.JournalEntry.StepTime;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.DeltaWriter;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.layer.WorkTree;
import org.rootbuild.model.Fields;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;
import org.rootbuild.tree.Entry;

/**
 * A pass in the making: the tree it works on and the checkpoint after each of its steps. A checkpoint is a small layer
 * of its own in the workspace, named by everything that led to it, so a process that starts again goes on behind the
 * last checkpoint that still fits the recipe.
 */
final class PassWork {
    /** When a layer must survive a loss of power, and what becomes of one that is there already. */
    enum Commit { NOW, LATER, REPLACING }

    private static final String STEP = "step";
    private static final String MILLIS = "millis";

    private final Store store;
    private final TreeIndex index;
    private final Path folder;
    private final Path contents;
    private final long epochSeconds;
    private final Map<String, Optional<Entry>> before = new HashMap<>();
    private Optional<WorkTree> current = Optional.empty();

    /**
     * @param folder   the pass's own, for its checkpoints; it is made when there is something to keep in it
     * @param contents for what the running step writes; passes that follow each other share it, because making and
     *                 removing folders is what most filesystems are slowest at
     */
    PassWork(Store store, TreeIndex index, Path folder, Path contents, long epochSeconds) {
        this.store = store;
        this.index = index;
        this.folder = folder;
        this.contents = contents;
        this.epochSeconds = epochSeconds;
    }

    /**
     * Puts the checkpoints of an earlier process on the tree, as far as they fit, and removes the others.
     *
     * @param fingerprints of what the pass is after its first step, its first two steps, and so on
     * @return the steps that are done
     */
    List<StepTime> resume(List<String> fingerprints) throws IOException {
        List<StepTime> done = new ArrayList<>();
        Set<Path> kept = new HashSet<>();
        while (done.size() < fingerprints.size() - 1) {
            Path checkpoint = Workspace.checkpoint(folder, fingerprints.get(done.size()));
            Optional<Manifest> manifest = intact(checkpoint);
            if (manifest.isEmpty()) {
                break;
            }
            manifest.get().changes().forEach(this::remember);
            index.apply(manifest.get());
            kept.add(checkpoint);
            done.add(time(manifest.get()));
        }
        removeAllBut(kept);
        return done;
    }

    static StepTime time(Manifest checkpoint) {
        return new StepTime(checkpoint.header().text(STEP), checkpoint.header().whole(MILLIS));
    }

    /**
     * The checkpoint, if all of it can be trusted: it was not synced, so a loss of power may have left a part of it.
     */
    private static Optional<Manifest> intact(Path checkpoint) throws IOException {
        if (!Files.exists(checkpoint.resolve(ManifestFile.NAME))) {
            return Optional.empty();
        }
        StoredResult result = new StoredResult("", checkpoint);
        try {
            result.verify();
            return Optional.of(result.manifest());
        } catch (DamagedContent halfWritten) {
            return Optional.empty();
        }
    }

    private void remember(Change change) {
        before.putIfAbsent(change.path(), index.get(change.path()));
        boolean hides = change instanceof Change.Gone
            || change instanceof Change.Put put && !(put.entry() instanceof Entry.Folder);
        if (hides) {
            index.below(change.path()).forEach(entry -> before.putIfAbsent(entry.path(), Optional.of(entry)));
        }
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
            Deletion.delete(other);
        }
    }

    /** A fresh tree for the next step to work on. */
    WorkTree begin() throws IOException {
        undoStep();
        WorkTree tree = new WorkTree(index, contents, epochSeconds);
        current = Optional.of(tree);
        return tree;
    }

    /**
     * Writes down what the failed step changed so far, for those who look into it; all of it goes with the next
     * attempt.
     */
    void noteFailure() throws IOException {
        if (current.isPresent()) {
            List<Change> changes = new DeltaWriter(index, contents).list(current.get().touched());
            Path failed = Files.createDirectories(Workspace.failed(folder));
            Files.write(failed.resolve(ManifestFile.NAME),
                ManifestFile.encode(new Manifest(Fields.none(), changes)));
        }
    }

    /** Restores the tree to where the step began. */
    void undoStep() throws IOException {
        current.ifPresent(WorkTree::undo);
        current = Optional.empty();
        emptyContents();
        Deletion.delete(Workspace.failed(folder));
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
        before.forEach(index::restore);
        before.clear();
        Deletion.delete(folder);
    }

    /** The step ended well: what it changed becomes a checkpoint. */
    void checkpoint(String fingerprint, StepTime time) throws IOException {
        Path place = Workspace.checkpoint(folder, fingerprint);
        Deletion.delete(place);
        Files.createDirectories(place);
        Map<String, Optional<Entry>> touched = current.orElseThrow().touched();
        List<Change> changes = new DeltaWriter(index, contents).write(touched, place);
        Manifest manifest = new Manifest(
            Fields.builder().text(STEP, time.step()).whole(MILLIS, time.millis()).build(), changes);
        // Written last and renamed: a checkpoint without its manifest is none.
        Path fresh = place.resolve(ManifestFile.NAME + ".new");
        Files.write(fresh, ManifestFile.encode(manifest));
        Files.move(fresh, place.resolve(ManifestFile.NAME));
        touched.forEach(before::putIfAbsent);
        touched.forEach(index::restore);
        index.apply(manifest);
        current = Optional.empty();
    }

    /**
     * The last step ended well: everything that the pass changed becomes its layer, or the layer that another process
     * made of the same meanwhile takes its place. The checkpoints stay until {@link #clear}.
     */
    StoredResult commit(String fingerprint, Fields header, Commit how) throws IOException {
        Map<String, Optional<Entry>> changed = new HashMap<>(before);
        current.orElseThrow().touched().forEach(changed::putIfAbsent);
        Path assembled = store.temporaryFolder();
        StoredResult result;
        try {
            Manifest manifest = new Manifest(header, new DeltaWriter(index, contents).write(changed, assembled));
            result = switch (how) {
                case NOW -> store.commit(fingerprint, assembled, manifest);
                case LATER -> store.commitLater(fingerprint, assembled, manifest);
                case REPLACING -> store.replace(fingerprint, assembled, manifest);
            };
        } finally {
            Deletion.delete(assembled);
        }
        Manifest placed = result.manifest();
        changed.forEach(index::restore);
        index.apply(placed);
        current = Optional.empty();
        before.clear();
        return result;
    }

    /** Removes what led to the layer; called when the journal knows of it. */
    void clear() throws IOException {
        emptyContents();
        Deletion.delete(folder);
    }
}
