package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.rootbuild.tree.Entry;

/**
 * A pass in the making: the tree it works on and the checkpoint after each of its steps. A checkpoint is a small layer of its
 * own in the workspace, named by everything that led to it, so a process that starts again goes on behind the last checkpoint
 * that still fits the recipe.
 */
final class PassWork {
    private static final int NAME_DIGITS = 24;

    private final Store store;
    private final TreeIndex index;
    private final Path folder;
    private final long epochSeconds;
    private final Map<String, Optional<Entry>> before = new HashMap<>();
    private Optional<WorkTree> current = Optional.empty();

    /** @param folder the pass's own in the workspace of the session */
    PassWork(Store store, TreeIndex index, Path folder, long epochSeconds) throws IOException {
        this.store = store;
        this.index = index;
        this.folder = Files.createDirectories(folder);
        this.epochSeconds = epochSeconds;
    }

    /**
     * Puts the checkpoints of an earlier process on the tree, as far as they fit, and removes the others.
     *
     * @param fingerprints of the pass's first step, first two steps, and so on
     * @return how many steps are done
     */
    int resume(List<String> fingerprints) throws IOException {
        int done = 0;
        Set<Path> kept = new HashSet<>();
        while (done < fingerprints.size() - 1) {
            Path checkpoint = checkpoint(fingerprints.get(done));
            Optional<Manifest> manifest = intact(checkpoint);
            if (manifest.isEmpty()) {
                break;
            }
            manifest.get().changes().forEach(this::remember);
            index.apply(manifest.get());
            kept.add(checkpoint);
            done++;
        }
        removeAllBut(kept);
        return done;
    }

    private Path checkpoint(String fingerprint) {
        return folder.resolve(fingerprint.substring(0, NAME_DIGITS));
    }

    private static Optional<Manifest> intact(Path checkpoint) throws IOException {
        if (!Files.exists(checkpoint.resolve(ManifestFile.NAME))) {
            return Optional.empty();
        }
        try {
            return Optional.of(ManifestFile.read(checkpoint));
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
        Path contents = contents();
        Deletion.delete(contents);
        Files.createDirectories(contents);
        WorkTree tree = new WorkTree(index, contents, epochSeconds);
        current = Optional.of(tree);
        return tree;
    }

    private Path contents() {
        return folder.resolve("step");
    }

    /** What the step changed so far, for those who look into a failed one. */
    Optional<WorkTree> current() {
        return current;
    }

    /** Restores the tree to where the step began. */
    void undoStep() throws IOException {
        current.ifPresent(WorkTree::undo);
        current = Optional.empty();
        Deletion.delete(contents());
    }

    /** Restores the tree to where the pass began, and forgets its checkpoints. */
    void undoAll() throws IOException {
        undoStep();
        before.forEach(index::restore);
        before.clear();
        Deletion.delete(folder);
        Files.createDirectories(folder);
    }

    /** The step ended well: what it changed becomes a checkpoint. */
    void checkpoint(String fingerprint, String step) throws IOException {
        Path place = checkpoint(fingerprint);
        Deletion.delete(place);
        Files.createDirectories(place);
        List<Change> changes = finishStep(place);
        Manifest manifest = new Manifest(Fields.builder().text("step", step).build(), changes);
        // Written last and renamed: a checkpoint without its manifest is none.
        Path fresh = place.resolve(ManifestFile.NAME + ".new");
        Files.write(fresh, ManifestFile.encode(manifest));
        Files.move(fresh, place.resolve(ManifestFile.NAME));
    }

    private List<Change> finishStep(Path place) throws IOException {
        Map<String, Optional<Entry>> touched = current.orElseThrow().touched();
        touched.forEach(before::putIfAbsent);
        List<Change> changes = new DeltaWriter(index, contents()).write(touched, place);
        current = Optional.empty();
        return changes;
    }

    /** The last step ended well: everything that the pass changed becomes its layer. */
    Manifest commit(String fingerprint, Fields header) throws IOException {
        current.orElseThrow().touched().forEach(before::putIfAbsent);
        Path assembled = store.temporaryFolder();
        List<Change> changes = new DeltaWriter(index, contents()).write(before, assembled);
        Manifest manifest = new Manifest(header, changes);
        Manifest placed = store.commit(fingerprint, assembled, manifest).manifest();
        index.apply(placed);
        current = Optional.empty();
        Deletion.delete(folder);
        return placed;
    }
}
