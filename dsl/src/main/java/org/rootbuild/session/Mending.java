package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.journal.JournalEntry;
import org.rootbuild.model.Node;
import org.rootbuild.model.Step;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;

/**
 * Goes on with what a failed step left and a person mended by hand. Everything is looked at before anything is touched:
 * where it cannot go on, what the person did lies there as it was.
 */
final class Mending {
    private static final String REMEDY = "Run without --here: the step then begins where its checkpoint is. What lies"
        + " in its folder goes with that; copy it first if you need it.";

    private final Course course;
    private final NodeRunner runner;

    Mending(Course course, NodeRunner runner) {
        this.course = course;
        this.runner = runner;
    }

    /**
     * Makes every failed step that left something go on with that when its pass begins: passes that were made side by
     * side may have failed together, and a person may have mended all of them.
     *
     * @return where these passes begin
     * @throws Failure where not one of them left something that fits what the recipe says now
     */
    List<Position> goOn(List<JournalEntry.Failed> failures) throws IOException {
        List<Position> places = new ArrayList<>();
        Optional<Failure> refusal = takeUp(failures, places);
        if (places.isEmpty()) {
            throw refusal.orElseGet(() -> new Failure("no step has failed that was not made since",
                "Run without --here."));
        }
        return places;
    }

    /** As {@link #goOn}, for those that failed beside the one that the session stands at; there may be none. */
    void goOnBeside(String current, List<JournalEntry.Failed> failures) throws IOException {
        takeUp(failures.stream().filter(failed -> !failed.node().equals(current)).toList(), new ArrayList<>());
    }

    /** Answers why the last one is not taken up that is not. */
    private Optional<Failure> takeUp(List<JournalEntry.Failed> failures, List<Position> places) throws IOException {
        Optional<Failure> refusal = Optional.empty();
        for (JournalEntry.Failed failed : failures) {
            try {
                check(failed);
                runner.goOnHere(failed.node());
                places.add(new Position(failed.node(), failed.step(), course.walk().state(failed.node())));
            } catch (Failure unfit) {
                refusal = Optional.of(unfit);
            }
        }
        return refusal;
    }

    private void check(JournalEntry.Failed failed) throws IOException {
        Plan plan = course.plan();
        PlannedNode node = plan.find(failed.node()).orElseThrow(() -> new Failure("what failed last is "
            + place(failed) + ", and that is not in this plan", "Name it as a target, or run without --here."));
        if (!(node.node() instanceof Node.Pass pass)) {
            throw new Failure("what failed last is " + place(failed) + ", and only steps of passes leave files to go on"
                + " with", "Run without --here.");
        }
        FailedAttempt attempt = runner.failedAttempt(node.name()).orElseThrow(() -> new Failure("what failed last is "
            + place(failed) + ", and it left no files of programs", "Run without --here."));
        standsReady(plan, pass, node, failed);
        int step = pass.steps().stream().map(Step::name).toList().indexOf(failed.step());
        List<String> lineage = Describer.lineage(node.described());
        if (step < 0 || !lineage.get(step).equals(attempt.lineage())
                || !Trail.read(attempt.folder().getParent(), lineage, step).isWhole(step)) {
            throw new Failure("what " + place(failed) + " left does not fit any more: the recipe, a source or a layer"
                + " has changed before that step, or a checkpoint is gone", REMEDY);
        }
    }

    /** Everything that the pass is made of must be there: what is made first could change what lies below it. */
    private void standsReady(Plan plan, Node.Pass pass, PlannedNode node, JournalEntry.Failed failed) throws Failure {
        List<String> needed = new ArrayList<>(plan.below(pass.name(), pass.root()));
        needed.addAll(node.inputs());
        Optional<String> missing = needed.stream().filter(name -> !course.walk().state(name).isSettled()).findFirst();
        if (node.fingerprint().isEmpty() || missing.isPresent()) {
            throw new Failure("what failed last is " + place(failed) + ", and "
                + missing.map(name -> "'" + name + "', which it needs,").orElse("a source that it needs")
                + " has to be made or brought first",
                "Run with --until " + failed.node() + " first, then with --here.");
        } else if (node.verdict() != Verdict.RUN) {
            throw new Failure("what failed last is " + place(failed) + ", and that is not to be made in this run",
                "Run without --here.");
        }
    }

    private static String place(JournalEntry.Failed failed) {
        return "'" + failed.node() + "/" + failed.step() + "'";
    }
}
