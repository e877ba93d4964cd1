package org.rootbuild.session;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/** Looks sources up and brings them. */
final class SourceMaker implements Maker {
    private final Workshop workshop;

    SourceMaker(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Made step(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException {
        Node.Source source = (Node.Source) work.node().node();
        Stopwatch watch = new Stopwatch(work.nextStep());
        if (work.node().fingerprint().isEmpty()) {
            workshop.pins().resolve(source, log, workshop.journal(), workshop.worker());
            work.advance(watch.time());
            return new Made.Whole("found " + about(source), Optional.empty());
        }
        workshop.worker().run(() -> workshop.pins().fetch(source, log));
        work.advance(watch.time());
        return new Made.Whole(about(source), Optional.empty());
    }

    private String about(Node.Source source) throws IOException {
        return workshop.pins().pin(source).orElseThrow().about();
    }

    @Override
    public Made.Whole reuse(PlannedNode node) throws IOException {
        return new Made.Whole(about((Node.Source) node.node()), Optional.empty());
    }
}
