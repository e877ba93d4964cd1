package org.rootbuild.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.ManifestFile;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Fields;
import org.rootbuild.overlay.PlainRoot;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Stage;

/** Lays a place in a pass out for a person, and takes what is changed there. */
final class VisitedPass implements Entrance.Ground {
    /** Is told of a change that was kept before the step at which a pass stands. */
    interface Kept {
        void hear(Checkpoint hand) throws IOException;
    }

    private final Entrances.Spot spot;
    private final Store store;
    private final Stages stages;
    private final List<String> layers;
    private final Path pass;
    private final Visits visits;
    private final Visits.Visit visit;
    private final JobSlots jobs;
    private final Kept kept;
    private final List<Checkpoint> checkpoints;
    private final Closeable after;
    private final boolean inPlace;
    private final Path scratch;
    private Optional<PlainRoot> plain = Optional.empty();
    private Optional<JobPool.Slot> slot = Optional.empty();

    /**
     * @param stages of the layers below the place
     * @param pass   the pass's folder in the workspace
     * @param after  closed with this
     */
    VisitedPass(Entrances.Spot spot, Store store, Stages stages, Path pass, Visits visits, JobSlots jobs, Kept kept,
                Closeable after) throws IOException {
        this.after = after;
        this.scratch = store.temporaryFolder();
        this.spot = spot;
        this.store = store;
        this.stages = stages;
        this.layers = spot.layers();
        this.pass = pass;
        this.visits = visits;
        this.jobs = jobs;
        this.kept = kept;
        this.checkpoints = spot.layered() ? List.of() : Trail.read(pass, spot.lineage(), spot.step()).all();
        this.inPlace = stages.plain() && spot.keeping() != Entrances.Keeping.NOT
            && Files.isDirectory(Workspace.plain(pass));
        this.visit = visits.at(String.join("\n", place()));
        if (!Files.isDirectory(visit.changes().resolve(Stage.Overlay.UPPER))) {
            // What died while it was made.
            Deletion.delete(visit.changes());
        }
    }

    /** Everything that the person will find there. */
    private List<String> place() throws IOException {
        List<String> words = new ArrayList<>(List.of(spot.node().name(), spot.keeping().name(),
            Boolean.toString(stages.plain())));
        words.addAll(layers);
        for (Checkpoint one : checkpoints) {
            words.add(identity(one.place(), one.place().resolve(ManifestFile.NAME)));
        }
        if (spot.attempt().isPresent()) {
            words.add(identity(spot.attempt().get().folder(), FailedAttempt.note(pass)));
        }
        return words;
    }

    /** Another folder in its place, and another attempt in the same folder, have another one. */
    private static String identity(Path folder, Path written) throws IOException {
        return folder.getFileName() + " " + Files.getAttribute(folder, "unix:ino") + " "
            + Files.getLastModifiedTime(written);
    }

    /** As a person goes in there. */
    Entrance entrance(Host host) throws IOException {
        boolean resumed = isChanged();
        Stage stage;
        try {
            stage = stage();
        } catch (IOException | RuntimeException notLaidOut) {
            close();
            throw notLaidOut;
        }
        return new Entrance(new Entrance.Sight(spot.node().name(), spot.named(), spot.about() + (inPlace
            ? " (in the folder itself: what is changed there stays, and goes with the next attempt but for --here)" : ""),
            spot.pass().steps(), stage, host, spot.plan().recipe().epochSeconds(), scratch, refusal(),
            resumed, inPlace, spot.keeping() == Entrances.Keeping.IN_ATTEMPT), this);
    }

    private Optional<Failure> refusal() {
        return !stages.plain() ? spot.refusal() : Optional.of(new Failure("without isolation a pass is made in one folder"
            + " and begins there anew, so what was changed cannot be put in", inPlace
            ? "Go on with what is there in the same session: retry here." : "Write the change into the recipe."));
    }

    private Stage stage() throws IOException {
        if (inPlace) {
            return new Stage.Folder(Workspace.plain(pass));
        } else if (stages.plain()) {
            return new Stage.Folder(copied());
        }
        TreeIndex tree = layered();
        if (checkpoints.stream().anyMatch(stages::lacksView)) {
            apply(tree);
        }
        List<Path> lowers = new ArrayList<>();
        List<Path> uppers = new ArrayList<>();
        if (spot.attempt().isPresent()) {
            Path left = spot.attempt().get().folder();
            uppers.add(left.resolve(Stage.Overlay.UPPER));
            // What was changed over folders of the host lies over the rest, as it will when the step is done.
            lowers.addAll(List.of(left.resolve(Stage.Overlay.HOST), left.resolve(Stage.Overlay.UPPER)));
            lowers.removeIf(folder -> !Files.isDirectory(folder));
        }
        for (int i = checkpoints.size() - 1; i >= 0; i--) {
            stages.lower(checkpoints.get(i), tree).ifPresent(lowers::add);
            if (checkpoints.get(i).staged()) {
                uppers.add(checkpoints.get(i).upper());
            }
        }
        return stages.overlay(lowers, uppers, visit.changes(), tree);
    }

    /** On a copy of its own, which takes longer the bigger the root is. */
    private Path copied() throws IOException {
        Path place = visit.changes();
        Deletion.delete(place);
        PlainRoot copy = new PlainRoot(place);
        copy.fill(found());
        plain = Optional.of(copy);
        return place;
    }

    private TreeIndex layered() throws IOException {
        TreeIndex tree = new TreeIndex(spot.plan().recipe().epochSeconds());
        for (String fingerprint : layers) {
            tree.apply(store.result(fingerprint).orElseThrow(() -> new DamagedContent(
                store.resultPlace(fingerprint), "the layer is gone")).manifest());
        }
        return tree;
    }

    private void apply(TreeIndex tree) throws IOException {
        for (Checkpoint one : checkpoints) {
            tree.apply(new Manifest(Fields.none(), stages.changes(one, tree)));
        }
    }

    @Override
    public TreeIndex found() throws IOException {
        TreeIndex tree = layered();
        apply(tree);
        if (spot.attempt().isPresent()) {
            tree.apply(new Manifest(Fields.none(), stages.changes(spot.attempt().get().folder(), tree)));
        }
        return tree;
    }

    @Override
    public boolean isChanged() throws IOException {
        Path upper = visit.changes().resolve(Stage.Overlay.UPPER);
        return !Stages.overHost(visit.changes()).isEmpty() || Files.isDirectory(upper) && !Stages.isEmpty(upper);
    }

    @Override
    public List<Change> changes(TreeIndex found) throws IOException {
        if (inPlace) {
            return List.of();
        } else if (plain.isPresent()) {
            return plain.get().read(found, path -> false);
        }
        return stages.changes(visit.changes(), found);
    }

    @Override
    public void keep() throws IOException {
        if (spot.keeping() == Entrances.Keeping.IN_ATTEMPT) {
            visits.keep(visit, spot.attempt().orElseThrow());
        } else {
            kept.hear(visits.keep(visit, pass, spot.lineage().get(spot.step())));
        }
    }

    @Override
    public void drop() throws IOException {
        visits.drop(visit);
    }

    @Override
    public Optional<Path> jobServer() throws IOException, InterruptedException {
        if (slot.isEmpty()) {
            slot = Optional.of(jobs.take());
        }
        return Optional.of(jobs.pipe());
    }

    @Override
    public void close() throws IOException {
        if (slot.isPresent()) {
            slot.get().close();
        }
        try {
            Deletion.delete(scratch);
        } finally {
            after.close();
        }
    }
}
