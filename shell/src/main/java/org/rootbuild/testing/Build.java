package org.rootbuild.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.session.Outcome;
import org.rootbuild.session.Position;
import org.rootbuild.session.Session;
import org.rootbuild.session.State;
import org.rootbuild.session.StepFailure;

/**
 * A build of the recipe in a throw-away store, as a person would go through it. What is expected to work fails the
 * specification where it does not, with the step's own report; what is expected to fail is said with
 * {@link #runToFailure}.
 */
public final class Build {
    private final BuildPlace place;
    private final PartitionFiles partitions = new PartitionFiles();
    private Session session;
    private Optional<String> end = Optional.empty();

    Build(BuildPlace place, Session session) {
        this.place = place;
        this.session = session;
    }

    /** Runs to the end. */
    public Build run() throws IOException {
        return worked(session.run(Optional.empty()));
    }

    /** Makes that node and what comes before it in the plan, and stops there, as {@code run --until} does. */
    public Build runUntil(String node) throws IOException {
        new RecipePlan(session.plan()).planned(node);
        return worked(session.run(behind(node)));
    }

    private Optional<String> behind(String until) {
        boolean behind = false;
        for (PlannedNode node : session.plan().nodes()) {
            if (behind && !session.states().get(node.name()).isSettled()) {
                return Optional.of(node.name());
            }
            behind |= node.name().equals(until);
        }
        return Optional.empty();
    }

    /** Runs until a step fails, which is expected. */
    public Failing runToFailure() throws IOException {
        Outcome outcome = looked(session.run(Optional.empty()));
        if (outcome instanceof Outcome.Failed failed) {
            return new Failing(failed.failure());
        }
        throw new AssertionError("a step of the build was expected to fail, and it came to its end");
    }

    /** Runs one step. */
    public Build step() throws IOException {
        return worked(session.step());
    }

    /** Runs to the end of the node at which the build stands. */
    public Build next() throws IOException {
        return worked(session.next());
    }

    /** The failed step is to be run again from where it began. */
    public Build retry() throws IOException {
        session.retry(Session.Retry.STEP);
        return this;
    }

    /** The failed step is to go on with what it left. */
    public Build retryHere() throws IOException {
        session.retry(Session.Retry.HERE);
        return this;
    }

    /** The pass of the failed step is to be run again from its beginning. */
    public Build retryPass() throws IOException {
        session.retry(Session.Retry.PASS);
        return this;
    }

    /** Passes over the node at which the build stands. */
    public Build skip() throws IOException {
        session.skip();
        return this;
    }

    /** Takes back the node and what was made with it; answers the names. */
    public List<String> rollback(String node) throws IOException {
        return session.rollback(node);
    }

    /** Goes on with other parameters. */
    public Build reload(Map<String, ?> parameters) throws IOException, InterruptedException {
        place.reload(session, parameters, text -> text);
        return this;
    }

    /** Goes on with the recipe's text edited. */
    public Build reload(UnaryOperator<String> edit) throws IOException, InterruptedException {
        place.reload(session, Map.of(), edit);
        return this;
    }

    /** Ends this session and begins another one on the same store, as the next {@code rootbuild run} would. */
    public Build again() throws IOException, InterruptedException {
        return again(Map.of());
    }

    /** As {@link #again()}, with other parameters. */
    public Build again(Map<String, ?> parameters) throws IOException, InterruptedException {
        session.close();
        place.recipe().set(parameters);
        session = place.open();
        return this;
    }

    private Build worked(Outcome outcome) throws IOException {
        if (looked(outcome) instanceof Outcome.Failed failed) {
            throw new AssertionError(new Failing(failed.failure()).toString(), failed.failure().cause());
        }
        return this;
    }

    private Outcome looked(Outcome outcome) {
        List<String> complaints = place.complaints();
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n\n", complaints));
        }
        return outcome;
    }

    // ---- what came of it

    public boolean isFinished() {
        return session.position().isEmpty();
    }

    public boolean isFailed() {
        return session.failure().isPresent();
    }

    public Failing getFailure() {
        StepFailure failure = session.failure().orElseThrow(() -> new AssertionError("no step has failed"));
        return new Failing(failure);
    }

    /** The step before which the build stands; empty when nothing is left to do. */
    public String getPosition() {
        Optional<Position> position = session.position();
        return position.map(one -> one.node() + (one.step().isEmpty() ? "" : "/" + one.step())).orElse("");
    }

    /** {@code pending}, {@code running}, {@code done}, {@code reused}, {@code failed} or {@code skipped}, by name. */
    public Map<String, String> getStates() {
        Map<String, String> states = new LinkedHashMap<>();
        session.states().forEach((name, state) -> states.put(name, state.word()));
        return states;
    }

    public String state(String node) {
        new RecipePlan(session.plan()).planned(node);
        return session.states().get(node).word();
    }

    /** What was made in this session, without sources, in the order of the plan. */
    public List<String> getMade() {
        return in(State.DONE);
    }

    public List<String> getReused() {
        return in(State.REUSED);
    }

    public List<String> getSkipped() {
        return in(State.SKIPPED);
    }

    private List<String> in(State state) {
        List<String> names = new ArrayList<>();
        session.states().forEach((name, is) -> {
            if (is == state && !session.plan().find(name).orElseThrow().node().kind().equals("source")) {
                names.add(name);
            }
        });
        return names;
    }

    /** The plan as it stands now: what is there, what is to run, and why. */
    public RecipePlan getPlan() {
        return new RecipePlan(session.plan());
    }

    /** What the step wrote, with the conditions under which it ran. */
    public String log(String step) throws IOException {
        int slash = step.indexOf('/');
        if (slash < 0) {
            throw new AssertionError("'" + step + "' names no step: log 'pass/step'");
        }
        Path log = session.log(step.substring(0, slash), step.substring(slash + 1));
        if (!Files.exists(log)) {
            throw new AssertionError("'" + step + "' has no log: it did not run, or there is no such step");
        }
        return Files.readString(log);
    }

    public RootView root(String name) throws IOException {
        return place.root(session, name);
    }

    public LayerView layer(String pass) throws IOException {
        new RecipePlan(session.plan()).planned(pass);
        return new LayerView(pass, session.inspect(pass).changes());
    }

    /** The finished file of an artifact. */
    public File artifact(String name) throws IOException {
        new RecipePlan(session.plan()).planned(name);
        return session.inspect(name).file().map(Path::toFile).orElseThrow(() -> new AssertionError("'" + name
            + "' is no artifact, or it was not made"));
    }

    /** The files in a partition of an artifact that is the image of a disk; 0 for one that is a filesystem. */
    public RootView files(String artifact, int partition) throws IOException {
        Path image = artifact(artifact).toPath();
        return partitions.of(image, partition, Path.of(System.getProperty("java.io.tmpdir")));
    }

    void close() throws IOException {
        partitions.close();
        // A condition that failed is drawn only after the feature has ended.
        end = Optional.of(toString());
        session.close();
    }

    @Override
    public String toString() {
        if (end.isPresent()) {
            return end.get();
        }
        return "the build, " + (isFinished() ? "finished"
            : isFailed() ? "failed at " + getFailure().getStep() : "before " + getPosition());
    }
}
