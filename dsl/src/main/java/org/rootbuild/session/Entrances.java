package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Suggestion;
import org.rootbuild.store.Store;

/** Finds the place in a pass that a person means, and says what can be done there. */
final class Entrances {
    private final Course course;
    private final Store store;
    private final Workspace workspace;

    Entrances(Course course, Store store, Workspace workspace) {
        this.course = course;
        this.store = store;
        this.workspace = workspace;
    }

    /** How what is changed at a place can be kept. */
    enum Keeping { NOT, IN_ATTEMPT, BEFORE_STEP }

    /**
     * A place in a pass.
     *
     * @param step    the number of the step before which it is; that of all steps behind the last one
     * @param named   the step that is meant: the one that was asked for, or the one before which the pass stands
     * @param layered whether the pass's own layer is below it
     * @param about   for people, as the end of a sentence
     * @param refusal why nothing can be kept there; with {@link Keeping#NOT} only
     */
    record Spot(Plan plan, PlannedNode node, int step, Optional<String> named, boolean layered, String about, Keeping keeping,
                Optional<FailedAttempt> attempt, Optional<Failure> refusal) {
        Node.Pass pass() {
            return (Node.Pass) node.node();
        }

        /** The layers below the place, by fingerprint, lowest first. */
        List<String> layers() {
            List<String> layers = new ArrayList<>(Materials.below(plan, pass()));
            if (layered) {
                layers.add(node.fingerprint().orElseThrow());
            }
            return layers;
        }

        List<String> lineage() {
            return Describer.lineage(node.described());
        }

        Spot refusing(String message, String remedy) {
            return new Spot(plan, node, step, named, layered, about, Keeping.NOT, attempt,
                Optional.of(new Failure(message, remedy)));
        }
    }

    /** @param path {@code PASS} or {@code PASS/STEP} */
    Spot at(String path, boolean before) throws IOException {
        int slash = path.indexOf('/');
        PlannedNode node = node(slash < 0 ? path : path.substring(0, slash));
        List<String> steps = ((Node.Pass) node.node()).steps().stream().map(Step::name).toList();
        Optional<Integer> step = slash < 0 ? Optional.empty()
            : Optional.of(step(node.name(), steps, path.substring(slash + 1)));
        requireBelow(node);
        boolean settled = node.verdict() != Verdict.RUN || course.walk().state(node.name()).isSettled();
        return settled && node.fingerprint().flatMap(store::result).isPresent()
            ? finished(node, steps, step, before) : unfinished(node, steps, step, before);
    }

    /** As {@link #at}, of what is finished: how far a pass in the making is, only its session knows. */
    Spot finishedAt(String path, boolean before) throws IOException {
        Spot spot = at(path, before);
        if (!spot.layered() && !(before && spot.step() == 0)) {
            throw new Failure("'" + spot.node().name() + "' is not finished, and another rootbuild works on the recipe",
                "Wait until that has ended, or go in before the pass.");
        }
        return spot.refusing("another rootbuild works on the recipe", "Wait until that has ended, and go in again.");
    }

    private PlannedNode node(String name) throws Failure {
        List<String> passes = course.plan().nodes().stream().filter(one -> one.node() instanceof Node.Pass)
            .map(PlannedNode::name).toList();
        PlannedNode node = course.plan().find(name).orElseThrow(() -> new Failure("there is no '" + name
            + "' in the recipe '" + course.plan().recipe().name() + "'." + Suggestion.sentence(name, passes),
            "'rootbuild plan' lists the names."));
        if (!(node.node() instanceof Node.Pass)) {
            throw new Failure("'" + name + "' is of the kind " + node.node().kind() + ", and only a pass has a root that"
                + " one can go into", passes.isEmpty() ? "The recipe has no passes." : "Name a pass, such as '"
                + passes.get(0) + "'.");
        }
        return node;
    }

    private static int step(String node, List<String> steps, String name) throws Failure {
        if (!steps.contains(name)) {
            throw new Failure("'" + node + "' has no step '" + name + "'." + Suggestion.sentence(name, steps),
                steps.isEmpty() ? "It has no steps." : "Its steps are " + String.join(", ", steps) + ".");
        }
        return steps.indexOf(name);
    }

    private void requireBelow(PlannedNode node) throws Failure {
        Node.Pass pass = (Node.Pass) node.node();
        for (String name : course.plan().below(pass.name(), pass.root())) {
            PlannedNode below = course.plan().find(name).orElseThrow();
            boolean there = below.verdict() == Verdict.SKIP
                || below.fingerprint().flatMap(store::result).isPresent();
            if (!there) {
                throw new Failure("'" + pass.name() + "' stands on '" + name + "', which is not made yet",
                    "Make that first: run until '" + name + "'.");
            }
        }
    }

    private Spot finished(PlannedNode node, List<String> steps, Optional<Integer> step, boolean before)
            throws IOException {
        String quoted = "'" + node.name() + "'";
        int last = Math.max(0, steps.size() - 1);
        boolean atEnd = !before && step.orElse(last) == last;
        boolean atBeginning = before && step.orElse(0) == 0;
        if (!atEnd && !atBeginning) {
            throw new Failure(quoted + " is finished, and how it stood at its step '" + steps.get(step.orElseThrow())
                + "' is not kept", "Go into " + quoted + " as it stands, or before all of it; or take it back (rollback "
                + node.name() + ") and run it up to that step.");
        }
        Optional<String> named = step.map(steps::get).or(() -> before ? steps.stream().findFirst() : Optional.empty());
        return new Spot(course.plan(), node, atEnd ? steps.size() : 0, named, atEnd, atEnd ? "as the finished pass " + quoted
            + " left it" : "as it stood before the pass " + quoted, Keeping.NOT, Optional.empty(), Optional.empty())
            .refusing("the pass " + quoted + " is finished, and its layer never changes", "Take it back first (rollback "
                + node.name() + "), and go in again before or in the step that should see the change.");
    }

    private Spot unfinished(PlannedNode node, List<String> steps, Optional<Integer> wanted, boolean before)
            throws IOException {
        Path folder = workspace.pass(node.name());
        List<String> lineage = Describer.lineage(node.described());
        int done = Trail.read(folder, lineage, steps.size() - 1).steps().size();
        int step = wanted.orElse(before ? 0 : done);
        if (step > done) {
            throw new Failure("'" + node.name() + "' has not come to its step '" + steps.get(step) + "' yet",
                "It stands before '" + steps.get(done) + "': go in there, or run it up to that step first.");
        }
        Optional<FailedAttempt> attempt = FailedAttempt.find(folder).filter(left ->
            left.lineage().equals(lineage.get(done)));
        return step < done ? passed(node, steps, step, before) : standing(node, steps, done, before, attempt);
    }

    /** At a step that others stand on already. */
    private Spot passed(PlannedNode node, List<String> steps, int step, boolean before) {
        String quoted = "'" + node.name() + "/" + steps.get(step) + "'";
        return new Spot(course.plan(), node, before ? step : step + 1, Optional.of(steps.get(step)), false, before ? "as it stood before the step "
            + quoted : "as the step " + quoted + " left it", Keeping.NOT, Optional.empty(), Optional.empty())
            .refusing("the step " + quoted + " is done, and what comes after it stands on what it left",
                "Change it at the step at which the pass stands, or begin the pass anew (retry its pass, or rollback "
                    + node.name() + ").");
    }

    /** Where the pass stands. */
    private Spot standing(PlannedNode node, List<String> steps, int step, boolean before,
                          Optional<FailedAttempt> attempt) {
        String quoted = steps.isEmpty() ? "'" + node.name() + "'" : "'" + node.name() + "/" + steps.get(step) + "'";
        Optional<String> named = steps.stream().skip(step).findFirst();
        if (attempt.isPresent() && !before) {
            return new Spot(course.plan(), node, step, named, false, "as the failed step " + quoted + " left it",
                Keeping.IN_ATTEMPT, attempt, Optional.empty());
        }
        Spot spot = new Spot(course.plan(), node, step, named, false, "as it stands before the step " + quoted,
            Keeping.BEFORE_STEP, Optional.empty(), Optional.empty());
        return attempt.isEmpty() ? spot : spot.refusing("the failed step " + quoted + " left files that belong to its"
            + " last attempt, and a change before the step does not fit them", "Go in without --before, and keep what you"
            + " change there; or retry the step first.");
    }
}
