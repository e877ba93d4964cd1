package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.layer.FileDigest;
import org.rootbuild.layer.Manifest;
import org.rootbuild.model.Fields;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Deletion;
import org.rootbuild.store.StoredResult;
import org.rootbuild.verb.Verb;

/** Makes artifacts and puts them out. */
final class ArtifactMaker implements Maker {
    private final Workshop workshop;
    private final Outputs outputs;

    ArtifactMaker(Workshop workshop, Outputs outputs) {
        this.workshop = workshop;
        this.outputs = outputs;
    }

    @Override
    public Made step(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException {
        boolean isMade = work.committed().isEmpty();
        if (isMade) {
            made(plan, work, log);
        }
        return out(work.name(), work.committed().orElseThrow(), isMade);
    }

    private void made(Plan plan, NodeWork work, StepLog log) throws IOException, InterruptedException {
        Stopwatch watch = new Stopwatch(work.nextStep());
        Verb.OnArtifact verb = workshop.verb(work.step(), Verb.OnArtifact.class);
        Path assembled = workshop.store().temporaryFolder();
        try {
            Path file = assembled.resolve(StoredResult.ARTIFACT_FILE);
            try (StepSurroundings around = workshop.around(plan, work, log)) {
                workshop.worker().run(() -> verb.make(around.forArtifact(file)));
            }
            if (!Files.isRegularFile(file)) {
                throw new Failure("the verb '" + work.step().verb() + "' ended without making the file of '"
                    + work.name() + "'", "Report this to whoever made the verb.");
            }
            FileDigest digest = FileDigest.of(file);
            Fields header = Results.header(work.name(), work.node().described())
                .text(digest.label(), digest.hex()).whole(Results.SIZE, Files.size(file)).build();
            Manifest manifest = new Manifest(header, List.of());
            StoredResult result = workshop.commit(work, assembled, manifest);
            work.weighed(Sums.of(manifest));
            work.advance(watch.time());
            work.committed(result);
            workshop.done(work);
        } finally {
            Deletion.delete(assembled);
        }
    }

    /** @param isFresh whether its bytes were digested a moment ago, and need not be again */
    private Made.Whole out(String name, StoredResult result, boolean isFresh) throws IOException {
        Manifest manifest = result.manifest();
        return new Made.Whole(Summary.of(manifest), Optional.of(outputs.place(name, result, manifest, isFresh)));
    }

    @Override
    public Made.Whole reuse(PlannedNode node) throws IOException {
        return out(node.name(), workshop.used(node), false);
    }
}
