package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Step;
import org.rootbuild.problem.Failure;
import org.rootbuild.tree.Attributes;
import org.rootbuild.tree.Content;
import org.rootbuild.tree.Entry;
import org.rootbuild.verb.Host;
import org.rootbuild.verb.Stage;

/**
 * The root of a pass as it stands at one place, for a person to go into. What is changed there lies apart from
 * everything that the build made, until {@link #keep} or {@link #drop}; closing keeps nothing. As long as it is open
 * nothing else may be asked of its session.
 */
public final class Entrance implements AutoCloseable {
    /** Which place it is, and what can be done there. */
    record Sight(String node, Optional<String> step, String about, List<Step> steps, Stage stage, Host host,
                 long epochSeconds, Path scratch, Optional<Failure> refusal, boolean resumed,
                 boolean inPlace, boolean keepsInAttempt) {
    }

    /** What depends on how the place is laid out. */
    interface Ground {
        /** The root as the person found it. */
        TreeIndex found() throws IOException;

        List<Change> changes(TreeIndex found) throws IOException;

        /** Told without reading what the place is made of. */
        boolean isChanged() throws IOException;

        void keep() throws IOException;

        void drop() throws IOException;

        /** The session's job pool, with a job of its own for whoever goes in. */
        Optional<Path> jobServer() throws IOException, InterruptedException;

        void close() throws IOException;
    }

    private final Sight sight;
    private final Ground ground;
    private Optional<TreeIndex> found = Optional.empty();
    private boolean decided;

    Entrance(Sight sight, Ground ground) {
        this.sight = sight;
        this.ground = ground;
    }

    public String node() {
        return sight.node();
    }

    /** The step that was asked for, or before or in which the pass stands; empty at its end, and where it has none. */
    public Optional<String> step() {
        return sight.step();
    }

    /** What the person finds, as the end of a sentence: {@code as the failed step 'gcc:1/make' left it}. */
    public String about() {
        return sight.about();
    }

    /** All steps of the pass, in their order; they hold the conditions under which programs run. */
    public List<Step> steps() {
        return sight.steps();
    }

    /** The root as folders for programs. */
    public Stage stage() {
        return sight.stage();
    }

    public Host host() {
        return sight.host();
    }

    /** The time that everything made carries, in seconds since 1970. */
    public long epochSeconds() {
        return sight.epochSeconds();
    }

    /** A folder on the disk of the stage that is removed with this. */
    public Path scratch() {
        return sight.scratch();
    }

    /** As {@link org.rootbuild.verb.PassContext#jobServer}. */
    public Optional<Path> jobServer() throws IOException, InterruptedException {
        return ground.jobServer();
    }

    /** Why what is changed here cannot be kept, and what to do instead; empty where it can. */
    public Optional<Failure> refusal() {
        return sight.refusal();
    }

    /** Whether a visit that was cut short left changes here, which are there again. */
    public boolean resumed() {
        return sight.resumed();
    }

    /** Whether what is changed here cannot be told from what the step left, and stays where it is. */
    public boolean inPlace() {
        return sight.inPlace();
    }

    /** Whether what is kept goes into what the failed step left; otherwise before the step that comes next. */
    public boolean keepsInAttempt() {
        return sight.keepsInAttempt();
    }

    /** Whether anything was changed by hand; quicker than {@link #changes}, and true also of what cannot be listed. */
    public boolean isChanged() throws IOException {
        return ground.isChanged();
    }

    /** What was changed by hand so far, sorted by path. */
    public List<Inspection.Changed> changes() throws IOException {
        return Inspector.changes(seen(), found());
    }

    /** The same with what stood there before; a file that came or went differs from an empty one. */
    public List<PathDifference> differences() throws IOException {
        List<PathDifference> differences = new ArrayList<>();
        for (Change change : seen()) {
            Optional<Change> before = found().get(change.path()).map(Change.Put::new);
            Optional<Change> now = change instanceof Change.Put ? Optional.of(change) : Optional.empty();
            differences.add(new PathDifference(change.path(), before.or(() -> emptied(now)), now.or(() -> emptied(before)),
                List.of(), OptionalLong.empty()));
        }
        return differences;
    }

    /** Without folders of which only the time is another one: something in them was changed, and stands there too. */
    private List<Change> seen() throws IOException {
        TreeIndex before = found();
        return ground.changes(before).stream().filter(change -> !(change instanceof Change.Put put
            && put.entry() instanceof Entry.Folder now && before.get(change.path()).orElse(null) instanceof Entry.Folder old
            && old.attributes().withMtime(0).equals(now.attributes().withMtime(0)))).toList();
    }

    private static Optional<Change> emptied(Optional<Change> other) {
        return other.filter(change -> change instanceof Change.Put put && put.entry() instanceof Entry.PlainFile)
            .map(file -> new Change.Put(new Entry.PlainFile(file.path(), Attributes.ofRoot(Attributes.FILE_MODE, 0),
                Content.of(""))));
    }

    private TreeIndex found() throws IOException {
        if (found.isEmpty()) {
            found = Optional.of(ground.found());
        }
        return found.get();
    }

    /**
     * What was changed becomes part of what the step goes on with; what the pass becomes is then touched.
     *
     * @throws Failure the {@link #refusal}, where there is one; nothing is changed then, or lost
     */
    public void keep() throws IOException {
        if (sight.refusal().isPresent()) {
            throw sight.refusal().get();
        }
        decided = true;
        ground.keep();
    }

    /** What was changed stays where it is, apart, until somebody goes in at the same place again, or elsewhere. */
    public void leave() {
        decided = true;
    }

    /** What was changed is thrown away. */
    public void drop() throws IOException {
        decided = true;
        ground.drop();
    }

    /** Drops what was neither kept nor dropped. */
    @Override
    public void close() throws IOException {
        try {
            if (!decided) {
                drop();
            }
        } finally {
            ground.close();
        }
    }
}
