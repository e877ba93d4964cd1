package org.rootbuild.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.rootbuild.layer.Change;
import org.rootbuild.layer.Manifest;
import org.rootbuild.layer.TreeIndex;
import org.rootbuild.model.Fields;
import org.rootbuild.tree.Entry;

/** The root as the finished steps of a pass left it, and what stood at every changed path before the pass. */
final class PassTree {
    private final TreeIndex index;
    private final Map<String, Optional<Entry>> before = new HashMap<>();
    private final Set<String> goneFromHost = new TreeSet<>();

    PassTree(TreeIndex index) {
        this.index = index;
    }

    TreeIndex index() {
        return index;
    }

    /** What stood at every path that the pass changed so far; empty where nothing did. */
    Map<String, Optional<Entry>> before() {
        return before;
    }

    Collection<String> changedPaths() {
        return before.keySet();
    }

    /** Puts on what a step changed. */
    void apply(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Gone && index.get(change.path()).isEmpty()) {
                goneFromHost.add(change.path());
            }
            remember(change);
        }
        index.apply(new Manifest(Fields.none(), changes));
    }

    private void remember(Change change) {
        before.putIfAbsent(change.path(), index.get(change.path()));
        boolean hides = change instanceof Change.Gone
            || change instanceof Change.Put put && !(put.entry() instanceof Entry.Folder);
        if (hides) {
            index.below(change.path()).forEach(entry -> before.putIfAbsent(entry.path(), Optional.of(entry)));
        }
    }

    /** Remembers what a step changed in the index itself. */
    void remember(Map<String, Optional<Entry>> touched) {
        touched.forEach(before::putIfAbsent);
    }

    /** What a step changed in the index itself lies elsewhere by now. */
    void replace(Map<String, Optional<Entry>> touched, Manifest settled) {
        remember(touched);
        touched.forEach(index::restore);
        index.apply(settled);
    }

    /** Puts paths back to what they were, for they are no part of the layer. */
    void leaveOut(Predicate<String> paths) {
        before.entrySet().removeIf(one -> {
            if (paths.test(one.getKey())) {
                index.restore(one.getKey(), one.getValue());
                return true;
            }
            return false;
        });
        goneFromHost.removeIf(paths);
    }

    /** The changes with what is gone that only the host had; the tree in memory never knew of it. */
    List<Change> withGoneFromHost(List<Change> changes) {
        Map<String, Change> all = new TreeMap<>();
        changes.forEach(change -> all.put(change.path(), change));
        for (String path : goneFromHost) {
            if (index.get(path).isEmpty()) {
                all.putIfAbsent(path, new Change.Gone(path));
            }
        }
        return List.copyOf(all.values());
    }

    /** The pass has its layer: the tree is as that says. */
    void settle(Manifest layer) {
        before.forEach(index::restore);
        index.apply(layer);
        before.clear();
    }

    /** The tree is as before the pass again. */
    void takeBack() {
        before.forEach(index::restore);
        before.clear();
        goneFromHost.clear();
    }
}
