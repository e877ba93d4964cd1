package org.rootbuild.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;

/** Sets damaged entries of the store aside, so that they are made again. */
final class Healing {
    private final Store store;
    private final NodeRunner runner;
    private final Set<String> setAside = new HashSet<>();

    Healing(Store store, NodeRunner runner) {
        this.store = store;
        this.runner = runner;
    }

    /** Answers whether going on makes sense: false when the same entry is damaged again and nothing else is wrong. */
    boolean heal(DamagedContent damaged, Plan plan) throws IOException {
        Optional<String> owner = store.owner(damaged.path());
        boolean first = setAside.add(owner.orElse(damaged.path().toString()));
        if (owner.isPresent()) {
            store.setAside(owner.get());
        } else if (!runner.discard(damaged.path())) {
            store.setAside(damaged.path());
        }
        return first || verifyAll(plan);
    }

    /**
     * What else is to be said: programs read layers through the kernel, which checks no digest, so that what they made
     * of a damaged one may be wrong. Nobody knows since when it was damaged.
     */
    String doubt(DamagedContent damaged, Plan plan) {
        Optional<String> owner = store.owner(damaged.path());
        return plan.nodes().stream().filter(node -> node.node() instanceof Node.Pass && owner.isPresent()
            && node.fingerprint().equals(owner)).findFirst().map(pass -> ". What programs made on it since may hold the"
                + " damaged bytes; '--from " + pass.name() + "' makes that again, too").orElse("");
    }

    /** What was made again from damaged contents is damaged again; then all that the plan rests on is read through. */
    private boolean verifyAll(Plan plan) throws IOException {
        boolean found = false;
        for (PlannedNode node : plan.nodes()) {
            Optional<StoredResult> result = node.fingerprint().flatMap(store::result);
            try {
                if (result.isPresent()) {
                    result.get().verify();
                }
            } catch (DamagedContent damaged) {
                store.setAside(node.fingerprint().orElseThrow());
                found |= setAside.add(node.fingerprint().orElseThrow());
            }
        }
        return found;
    }
}
