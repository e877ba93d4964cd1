package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Describer;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.verb.Verb;

/** Makes layers. */
final class PassMaker implements Maker {
    /** So little work may be lost with the power, for the sake of others as quick as it. */
    private static final long QUICK_MILLIS = 50;

    private final Workshop workshop;
    private final Workspace workspace;
    private final Map<String, Integer> atWork = new HashMap<>();

    PassMaker(Workshop workshop, Workspace workspace) {
        this.workshop = workshop;
        this.workspace = workspace;
    }

    @Override
    public NodeWork begin(Plan plan, PlannedNode node) throws IOException {
        return begun(plan, node, false);
    }

    /** Begins the pass at the step that failed, with what that left. */
    NodeWork beginHere(Plan plan, PlannedNode node) throws IOException {
        return begun(plan, node, true);
    }

    Optional<FailedAttempt> failedAttempt(String pass) throws IOException {
        return FailedAttempt.find(workspace.pass(pass));
    }

    private NodeWork begun(Plan plan, PlannedNode node, boolean here) throws IOException {
        Node.Pass pass = (Node.Pass) node.node();
        workshop.agreement().check(plan, plan.below(pass.name(), pass.root()));
        TreeIndex index = workshop.roots().of(pass.root(), Materials.below(plan, pass));
        PassWork passWork = new PassWork(workshop.store(), pass.group().isEmpty() ? index : index.copy(),
            workshop.stages(plan, pass), workspace.pass(pass.name()), contents(pass), plan.recipe().epochSeconds());
        NodeWork work = new NodeWork(node, Optional.of(passWork));
        try {
            passWork.resume(Describer.lineage(node.described()), here).forEach(work::advance);
        } catch (IOException | RuntimeException halfResumed) {
            atWork.remove(pass.name());
            workshop.roots().forget(pass.root());
            throw halfResumed;
        }
        return work;
    }

    /** The first folder that no other pass in the making uses. */
    private Path contents(Node.Pass pass) {
        int lane = 0;
        while (atWork.containsValue(lane)) {
            lane++;
        }
        atWork.put(pass.name(), lane);
        return workspace.contents(lane);
    }

    /** The pass is not made any further for now. */
    void leave(NodeWork work) {
        atWork.remove(work.name());
    }

    @Override
    public Made step(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException {
        if (work.committed().isPresent()) {
            return finished(work);
        }
        PassWork passWork = work.pass().orElseThrow();
        Stopwatch watch = new Stopwatch(work.nextStep());
        passWork.begin();
        if (work.hasSteps()) {
            Verb.OnPass verb = workshop.verb(work.step(), Verb.OnPass.class);
            try (StepSurroundings around = workshop.around(plan, work, log)) {
                workshop.worker().run(() -> verb.run(around.forPass(passWork)));
            }
        }
        if (work.isAtLastStep()) {
            return committed(plan, work, passWork, watch);
        }
        String fingerprint = Describer.stepFingerprints(work.node().described()).get(work.done());
        passWork.checkpoint(fingerprint, watch.time());
        work.advance(watch.time());
        return new Made.Step();
    }

    private Made committed(Plan plan, NodeWork work, PassWork passWork, Stopwatch watch) throws IOException {
        Node.Pass pass = (Node.Pass) work.node().node();
        boolean isQuick = work.millis() + watch.time().millis() < QUICK_MILLIS;
        PassWork.Commit how = workshop.isMadeAgain(pass.name()) ? PassWork.Commit.REPLACING
            : isQuick ? PassWork.Commit.LATER : PassWork.Commit.NOW;
        String fingerprint = work.fingerprint();
        Fields.Builder header = Results.header(pass.name(), work.node().described());
        if (passWork.touched()) {
            fingerprint = Results.touched(fingerprint);
            header.flag(Results.TOUCHED, true);
        }
        if (passWork.ranPrograms()) {
            header.flag(Results.PROGRAMS, true);
        }
        work.committed(passWork.commit(fingerprint, watch.time(), header.build(), how));
        passWork.sums().ifPresent(work::weighed);
        work.advance(watch.time());
        if (pass.group().isEmpty()) {
            workshop.roots().grown(pass.root(), fingerprint);
        } else {
            workshop.agreement().checkOf(pass.name(), plan, plan.stack(pass.root()));
        }
        return finished(work);
    }

    private Made finished(NodeWork work) throws IOException {
        workshop.done(work);
        work.pass().orElseThrow().clear();
        leave(work);
        return new Made.Whole(Summary.of(work.committed().orElseThrow().manifest()), Optional.empty());
    }

    @Override
    public Made.Whole reuse(PlannedNode node) throws IOException {
        workshop.used(node);
        return new Made.Whole("", Optional.empty());
    }

    /** What a killed process left of passes that are made. */
    void clear(Plan plan) throws IOException {
        List<Path> left = new ArrayList<>();
        try (var all = Files.newDirectoryStream(workspace.folder())) {
            all.forEach(left::add);
        }
        left.removeIf(workspace::isContents);
        if (left.isEmpty()) {
            return;
        }
        for (PlannedNode node : plan.nodes()) {
            Path folder = workspace.pass(node.name());
            if (node.verdict() == Verdict.REUSE && left.contains(folder)) {
                workshop.store().discard(folder);
            }
        }
    }

    /** Removes what the pass had finished, so that it begins anew. */
    void discard(String pass) throws IOException {
        workshop.store().discard(workspace.pass(pass));
    }

    /** Removes what the pass had finished that the damaged file belongs to. Answers whether it belongs to one. */
    boolean discard(Path damaged) throws IOException {
        Optional<Path> folder = workspace.owner(damaged);
        if (folder.isPresent()) {
            workshop.store().discard(folder.get());
        }
        return folder.isPresent();
    }
}
