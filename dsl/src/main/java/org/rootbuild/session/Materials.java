package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Node;
import org.rootbuild.model.Value;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Store;

/** What steps are made of: verified sources, roots as trees, finished artifacts. */
final class Materials {
    private final Store store;
    private final Pins pins;
    private final RootSight roots;
    private final Agreement agreement;

    Materials(Store store, Pins pins, RootSight roots, Agreement agreement) {
        this.agreement = agreement;
        this.store = store;
        this.pins = pins;
        this.roots = roots;
    }

    Path source(Plan plan, Value.Ref reference) throws IOException {
        Node node = plan.recipe().node(reference.name()).orElseThrow();
        return pins.path((Node.Source) node);
    }

    Path stored(String sha256) throws IOException {
        return pins.stored(sha256);
    }

    TreeIndex root(Plan plan, Value.Ref reference) throws IOException {
        agreement.check(plan, plan.stack(reference.name()));
        return roots.of(reference.name(), layers(plan, plan.stack(reference.name())));
    }

    /** The fingerprints of the passes' layers, without those that are skipped. */
    static List<String> layers(Plan plan, List<String> passes) {
        return passes.stream()
            .map(name -> plan.find(name).orElseThrow())
            .filter(node -> node.verdict() != Verdict.SKIP)
            .map(node -> node.fingerprint().orElseThrow())
            .toList();
    }

    /** The fingerprints of the layers that lie below the pass, lowest first. */
    static List<String> below(Plan plan, Node.Pass pass) {
        return layers(plan, plan.below(pass.name(), pass.root()));
    }

    Path artifact(Plan plan, Value.Ref reference) throws IOException {
        PlannedNode node = plan.find(reference.name()).orElseThrow();
        String fingerprint = node.fingerprint().orElseThrow();
        var result = store.result(fingerprint).orElseThrow(() -> new Failure(
            "the artifact '" + reference.name() + "' is not made yet", "Run the recipe from its beginning."));
        result.verifyFile(result.manifest());
        return result.file();
    }
}
