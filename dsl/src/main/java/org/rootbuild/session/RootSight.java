package org.rootbuild.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rootbuild.layer.DamagedContent;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.store.Store;
import org.rootbuild.store.StoredResult;

/**
 * Roots as trees in memory. The tree of the root that passes work on grows with each of them and is not read again for
 * the next. Safe for use by several threads, as long as no tree is changed that another one reads.
 */
final class RootSight {
    private record Held(List<String> layers, TreeIndex index) {
    }

    private final Store store;
    private final long epochSeconds;
    private final Map<String, Held> held = new HashMap<>();

    RootSight(Store store, long epochSeconds) {
        this.store = store;
        this.epochSeconds = epochSeconds;
    }

    /**
     * The tree that these layers make, lowest first. Whoever changes it says so with {@link #grown} or {@link #forget}.
     */
    synchronized TreeIndex of(String root, List<String> layers) throws IOException {
        Held known = held.get(root);
        if (known != null && known.layers().equals(layers)) {
            return known.index();
        }
        TreeIndex index = known != null && isPrefix(known.layers(), layers)
            ? known.index() : new TreeIndex(epochSeconds);
        int from = known != null && index == known.index() ? known.layers().size() : 0;
        held.remove(root);
        for (String fingerprint : layers.subList(from, layers.size())) {
            StoredResult layer = store.result(fingerprint).orElseThrow(() -> new DamagedContent(
                store.resultPlace(fingerprint), "the layer is gone"));
            index.apply(layer.manifest());
        }
        held.put(root, new Held(List.copyOf(layers), index));
        return index;
    }

    private static boolean isPrefix(List<String> shorter, List<String> longer) {
        return shorter.size() <= longer.size() && longer.subList(0, shorter.size()).equals(shorter);
    }

    /** The held tree of the root has got one more layer. */
    synchronized void grown(String root, String fingerprint) {
        held.computeIfPresent(root, (name, known) -> {
            List<String> layers = new ArrayList<>(known.layers());
            layers.add(fingerprint);
            return new Held(layers, known.index());
        });
    }

    synchronized void forget(String root) {
        held.remove(root);
    }

    synchronized void forgetAll() {
        held.clear();
    }
}
