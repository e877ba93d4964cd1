package org.rootbuild.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.rootbuild.layer.Digests;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Stage;

/**
 * The folders for what people change by hand while they are in a pass, one for each place where they went in. A visit
 * that a dead process left is found again by the next one to the same place, as long as that is as it was; one that was
 * being kept when the process died is kept by the next session.
 */
final class Visits {
    private static final int NAME_DIGITS = 16;
    private static final String KEEPING = "keeping";
    private static final String HAND = "hand";
    private static final String IN_ATTEMPT = "attempt";

    private final Workspace workspace;
    private final Store store;
    private final StageTools tools;

    Visits(Workspace workspace, Store store, StageTools tools) {
        this.workspace = workspace;
        this.store = store;
        this.tools = tools;
    }

    /** One visit. */
    record Visit(Path folder) {
        /** What the person changes. */
        Path changes() {
            return folder.resolve("changes");
        }

        private Path keeping() {
            return folder.resolve(KEEPING);
        }
    }

    /**
     * The visit to that place, perhaps one that was cut short; all others are thrown away.
     *
     * @param place names all that the person will find there
     */
    Visit at(String place) throws IOException {
        finish();
        Visit visit = new Visit(workspace.visits().resolve(
            Digests.hex(place.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS)));
        for (Path other : listed()) {
            if (!other.equals(visit.folder())) {
                store.discard(other);
            }
        }
        Files.createDirectories(visit.folder());
        return visit;
    }

    void drop(Visit visit) throws IOException {
        store.discard(visit.folder());
    }

    /** What was changed goes into what the failed attempt left. */
    void keep(Visit visit, FailedAttempt attempt) throws IOException {
        note(visit, IN_ATTEMPT, attempt.folder());
        finish(visit);
    }

    /**
     * What was changed goes before the step with that lineage, to stay there until the pass begins anew.
     *
     * @param pass the pass's folder, made where it is not there
     */
    Checkpoint keep(Visit visit, Path pass, String lineage) throws IOException {
        Path place = Trail.nextHand(pass, lineage);
        note(visit, HAND, place);
        finish(visit);
        return Checkpoint.read(place).orElseThrow();
    }

    /** From here on the visit will be kept, whatever happens to this process. */
    private void note(Visit visit, String kind, Path target) throws IOException {
        Path fresh = visit.folder().resolve(KEEPING + ".new");
        Files.writeString(fresh, kind + "\n" + workspace.folder().relativize(target) + "\n");
        Files.move(fresh, visit.keeping(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keeps what a dead process was keeping. */
    void finish() throws IOException {
        for (Path one : listed()) {
            finish(new Visit(one));
        }
    }

    private void finish(Visit visit) throws IOException {
        if (!Files.exists(visit.keeping())) {
            return;
        }
        List<String> words = Files.readAllLines(visit.keeping());
        Path target = workspace.folder().resolve(words.get(1));
        if (words.get(0).equals(HAND)) {
            finishHand(visit, target);
        } else if (Files.isDirectory(target) && Files.isDirectory(visit.changes().resolve(Stage.Overlay.UPPER))) {
            tools.merge(visit.changes(), target);
        }
        drop(visit);
    }

    private void finishHand(Visit visit, Path target) throws IOException {
        Path place = visit.folder().resolve(HAND);
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(place);
        if (!Files.exists(Checkpoint.upper(place))) {
            tools.normalise(visit.changes());
            Files.move(visit.changes().resolve(Stage.Overlay.UPPER), Checkpoint.upper(place));
        }
        if (Checkpoint.read(place).isEmpty()) {
            Trail.writeHand(place);
        }
        if (!Files.exists(Checkpoint.read(place).orElseThrow().synced())) {
            tools.syncNow(Checkpoint.read(place).orElseThrow());
        }
        Files.createDirectories(target.getParent());
        Files.move(place, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Path> listed() throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(workspace.visits())) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(workspace.visits())) {
                all.forEach(found::add);
            }
        }
        return found;
    }
}
