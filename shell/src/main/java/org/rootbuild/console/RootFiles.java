package org.rootbuild.console;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.rootbuild.assist.Named;
import org.rootbuild.desk.Desk;
import org.rootbuild.plan.PlannedNode;
import org.rootbuild.session.Inspection;

/** The paths in roots as far as their passes are made; looked up when they are asked for, and again when that changes. */
final class RootFiles {
    private final Desk desk;
    private final Map<String, Listing> listings = new HashMap<>();

    /**
     * The paths of a root without the slash in front, each with whether it is a folder.
     *
     * @param layers the fingerprints of the layers that it was read from
     */
    private record Listing(List<String> layers, NavigableMap<String, Boolean> paths) {
    }

    RootFiles(Desk desk) {
        this.desk = desk;
    }

    /** What lies in the folder, named from the root with a slash at its end; folders have one, too. */
    List<Named> in(String root, String folder) {
        String prefix = folder.substring(folder.startsWith("/") ? 1 : 0);
        return listing(root).paths().tailMap(prefix, false).entrySet().stream()
            .takeWhile(entry -> entry.getKey().startsWith(prefix))
            .filter(entry -> entry.getKey().indexOf('/', prefix.length()) < 0)
            .map(entry -> Named.of(entry.getKey().substring(prefix.length()) + (entry.getValue() ? "/" : ""))).toList();
    }

    private synchronized Listing listing(String root) {
        List<PlannedNode> made = desk.plan().stack(root).stream().map(name -> desk.plan().find(name).orElseThrow())
            .filter(node -> desk.session().states().get(node.name()).isSettled()).toList();
        List<String> layers = made.stream().map(PlannedNode::fingerprint).flatMap(Optional::stream).toList();
        Listing known = listings.get(root);
        if (known == null || !known.layers().equals(layers)) {
            known = new Listing(layers, paths(made));
            listings.put(root, known);
        }
        return known;
    }

    private NavigableMap<String, Boolean> paths(List<PlannedNode> made) {
        NavigableMap<String, Boolean> paths = new TreeMap<>();
        for (PlannedNode node : made) {
            try {
                for (Inspection.Changed change : desk.session().inspect(node.name()).changes().orElse(List.of())) {
                    if (change.kind() == Inspection.Kind.REMOVED) {
                        paths.remove(change.path());
                    } else {
                        paths.put(change.path(), change.letter() == 'd');
                    }
                }
            } catch (IOException damaged) {
                // Offering less is all that it costs; whoever uses the layer is told.
                continue;
            }
        }
        return paths;
    }
}
