package org.rootbuild.testing;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Knowledge;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;

/**
 * A world for a planner in which every source is at hand and everything of some plan has been made, so that another
 * plan says what would have to be made again, without a store and without making anything.
 */
final class Supposition implements Knowledge {
    private final Function<Node.Source, String> pins;
    private final Map<String, PlannedNode> made;
    private final Map<String, Fields> described;

    private Supposition(Function<Node.Source, String> pins, Map<String, PlannedNode> made) {
        this.pins = pins;
        this.made = made;
        this.described = made.values().stream().filter(node -> node.fingerprint().isPresent()).collect(
            Collectors.toMap(node -> node.fingerprint().get(), PlannedNode::described, (one, same) -> one));
    }

    /** @param pins the SHA-256 of each source */
    static Supposition nothingMade(Function<Node.Source, String> pins) {
        return new Supposition(pins, Map.of());
    }

    static Supposition made(Plan plan, Function<Node.Source, String> pins) {
        return new Supposition(pins, plan.nodes().stream()
            .collect(Collectors.toMap(PlannedNode::name, Function.identity())));
    }

    @Override
    public Optional<String> pinned(Node.Source source) {
        return Optional.of(pins.apply(source));
    }

    @Override
    public boolean hasSource(Node.Source source, String sha256) {
        return true;
    }

    @Override
    public boolean hasResult(String fingerprint) {
        return described.containsKey(fingerprint);
    }

    @Override
    public Optional<String> lastFingerprint(String node) {
        return Optional.ofNullable(made.get(node)).flatMap(PlannedNode::fingerprint);
    }

    @Override
    public Optional<Fields> described(String fingerprint) {
        return Optional.ofNullable(described.get(fingerprint));
    }

    @Override
    public boolean isRolledBack(String node) {
        return false;
    }

    @Override
    public boolean isSkipped(String node) {
        return false;
    }
}
