package org.rootbuild.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.layer.DamagedContent;
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
            setAsideWhatProgramsMadeOn(owner.get(), plan);
        } else if (!runner.discard(damaged.path())) {
            store.setAside(damaged.path());
        }
        return first || verifyAll(plan);
    }

    /**
     * Programs read layers through the kernel, which checks no digest, and nobody knows since when this one was
     * damaged: what they made on it is not trusted either.
     */
    private void setAsideWhatProgramsMadeOn(String fingerprint, Plan plan) throws IOException {
        Set<String> doubtful = new HashSet<>();
        for (PlannedNode node : plan.nodes()) {
            boolean itself = node.fingerprint().equals(Optional.of(fingerprint));
            if (itself || node.inputs().stream().anyMatch(doubtful::contains)) {
                doubtful.add(node.name());
                Optional<StoredResult> result = itself ? Optional.empty() : node.fingerprint().flatMap(store::result);
                if (result.isPresent() && isMadeByPrograms(result.get())) {
                    store.setAside(result.get().fingerprint());
                }
            }
        }
    }

    private static boolean isMadeByPrograms(StoredResult result) throws IOException {
        try {
            return result.manifest().header().flag(Results.PROGRAMS);
        } catch (DamagedContent damagedToo) {
            return true;
        }
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
