package org.rootbuild.testing;

import java.util.List;
import java.util.Optional;
import org.rootbuild.session.Inspection;
import org.rootbuild.tree.TreePath;

/** What a pass changed in its root. */
public final class LayerView {
    private final String pass;
    private final List<Inspection.Changed> changes;

    LayerView(String pass, Optional<List<Inspection.Changed>> changes) {
        this.pass = pass;
        this.changes = changes.orElseThrow(() -> new AssertionError("'" + pass + "' has no layer: it is no pass, or it"
            + " was not made"));
    }

    /** Paths that were not there before, sorted, each beginning with a slash. */
    public List<String> getAdded() {
        return paths(Inspection.Kind.ADDED);
    }

    /** Paths that were there and are another thing now. */
    public List<String> getChanged() {
        return paths(Inspection.Kind.CHANGED);
    }

    public List<String> getRemoved() {
        return paths(Inspection.Kind.REMOVED);
    }

    /** All of them. */
    public List<String> getPaths() {
        return changes.stream().map(change -> TreePath.shown(change.path())).toList();
    }

    private List<String> paths(Inspection.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).map(change -> TreePath.shown(change.path()))
            .toList();
    }

    @Override
    public String toString() {
        return "the layer of " + pass + ": " + getAdded().size() + " added, " + getChanged().size() + " changed, "
            + getRemoved().size() + " removed";
    }
}
