package org.rootbuild.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;

/** What was made, kept in memory. */
public final class Remembered implements Knowledge {
    final Map<String, Fields> results = new HashMap<>();
    final Map<String, String> last = new HashMap<>();
    final Set<String> skipped = new HashSet<>();

    /** Everything in the plan was made. */
    public void made(Plan plan) {
        for (PlannedNode node : plan.nodes()) {
            results.put(node.fingerprint().orElseThrow(), node.described());
            last.put(node.name(), node.fingerprint().orElseThrow());
        }
    }

    @Override
    public Optional<String> pinned(Node.Source source) {
        return Optional.empty();
    }

    @Override
    public boolean hasSource(Node.Source source, String sha256) {
        return false;
    }

    @Override
    public boolean hasResult(String fingerprint) {
        return results.containsKey(fingerprint);
    }

    @Override
    public Optional<String> lastFingerprint(String node) {
        return Optional.ofNullable(last.get(node));
    }

    @Override
    public Optional<Fields> described(String fingerprint) {
        return Optional.ofNullable(results.get(fingerprint));
    }

    @Override
    public boolean isRolledBack(String node) {
        return false;
    }

    @Override
    public boolean isSkipped(String node) {
        return skipped.contains(node);
    }
}
