package org.rootbuild.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rootbuild.layer.LayerConflicts;
import org.rootbuild.model.Group;
import org.rootbuild.model.Node;
import org.rootbuild.plan.Block;
import org.rootbuild.plan.Plan;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.plan.Verdict;
import org.rootbuild.problem.Failure;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;

/** Sees to it that layers which were made side by side agree, before they are stacked. */
final class Agreement {
    private final Store store;
    private final Set<List<String>> agreed = new HashSet<>();

    Agreement(Store store) {
        this.store = store;
    }

    /**
     * Compares the layers of every block of independent passes in the stack, as far as they are in the store.
     *
     * @param stack names of passes, lowest first
     * @throws Failure when two of them made the same path differently
     */
    void check(Plan plan, List<String> stack) throws IOException {
        check(plan, stack, conflict -> true);
    }

    /**
     * As {@link #check}, of one pass that was made just now: what others do not agree on is no fault of it.
     *
     * @throws Failure when it made a path differently than another pass
     */
    void checkOf(String pass, Plan plan, List<String> stack) throws IOException {
        check(plan, stack, conflict -> conflict.isOf(pass));
    }

    private synchronized void check(Plan plan, List<String> stack, Predicate<LayerConflicts.Conflict> counts)
        throws IOException {
        Map<Group, List<Node.Pass>> blocks = new LinkedHashMap<>();
        for (String name : stack) {
            // Of a stack that is not wanted as a whole, the plan has a part.
            plan.find(name).map(PlannedNode::node).map(Node.Pass.class::cast).ifPresent(pass -> pass.group()
                .ifPresent(group -> blocks.computeIfAbsent(group, key -> new ArrayList<>()).add(pass)));
        }
        for (var block : blocks.entrySet()) {
            List<Node.Pass> members = block.getValue();
            int base = plan.below(members.get(0).name(), members.get(0).root()).size();
            List<String> beside = stack.subList(Math.min(base, stack.size()), stack.indexOf(members.get(0).name()));
            check(plan, beside, members.stream().map(Node.Pass::name).toList(),
                placed(plan, members.get(0).root(), block.getKey()), counts);
        }
    }

    /** The block as it lies in its root: with patterns that begin where the tree does, also under a {@code chroot}. */
    private static Block placed(Plan plan, String root, Group group) {
        return plan.blocks(root).stream().filter(block -> block.name().equals(group.name())).findFirst().orElseThrow();
    }

    private void check(Plan plan, List<String> beside, List<String> members, Block block,
                       Predicate<LayerConflicts.Conflict> counts) throws IOException {
        List<String> compared = new ArrayList<>();
        for (String name : beside) {
            result(plan, name).ifPresent(result -> compared.add(result.fingerprint()));
        }
        compared.add(block.name());
        for (String name : members) {
            result(plan, name).ifPresent(result -> compared.add(result.fingerprint()));
        }
        if (!agreed.contains(compared)) {
            var found = new LayerConflicts(block.lastWins()).find(layers(plan, beside), layers(plan, members));
            LayerConflicts.refuse(found.stream().filter(counts).toList());
            if (found.isEmpty()) {
                agreed.add(compared);
            }
        }
    }

    private List<LayerConflicts.Layer> layers(Plan plan, List<String> names) throws IOException {
        List<LayerConflicts.Layer> layers = new ArrayList<>();
        for (String name : names) {
            Optional<StoredResult> result = result(plan, name);
            if (result.isPresent()) {
                layers.add(new LayerConflicts.Layer(name, result.get().manifest()));
            }
        }
        return layers;
    }

    private Optional<StoredResult> result(Plan plan, String name) {
        return plan.find(name).filter(node -> node.verdict() != Verdict.SKIP)
            .flatMap(PlannedNode::fingerprint).flatMap(store::result);
    }
}
