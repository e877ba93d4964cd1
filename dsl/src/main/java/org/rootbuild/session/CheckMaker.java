package org.rootbuild.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.Manifest;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.verb.Verb;

/** Tries checks; that one held is kept in the store, too. */
final class CheckMaker implements Maker {
    private final Workshop workshop;

    CheckMaker(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Made step(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException {
        Stopwatch watch = new Stopwatch(work.nextStep());
        Verb.OnCheck verb = workshop.verb(work.step(), Verb.OnCheck.class);
        try (StepSurroundings around = workshop.around(plan, work, log)) {
            workshop.worker().run(() -> verb.check(around.forCheck()));
        }
        workshop.commit(work, workshop.store().temporaryFolder(),
            new Manifest(Results.header(work.name(), work.node().described()).build(), List.of()));
        work.advance(watch.time());
        workshop.done(work);
        return new Made.Whole("it holds", Optional.empty());
    }

    @Override
    public Made.Whole reuse(PlannedNode node) throws IOException {
        workshop.used(node);
        return new Made.Whole("", Optional.empty());
    }
}
