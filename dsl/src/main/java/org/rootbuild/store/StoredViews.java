package org.rootbuild.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which views show which layers. A view whose layer is gone is of no use, and keeps its files on the disk. */
final class StoredViews {
    private final Map<String, List<StoreScan.Held>> byLayer = new HashMap<>();
    private final Set<Path> left = new HashSet<>();

    StoredViews(List<StoreScan.Held> entries) throws IOException {
        for (StoreScan.Held entry : entries) {
            if (entry.kind() == StoreUsage.Kind.VIEWS) {
                left.add(entry.path());
                for (String layer : layers(entry.path())) {
                    byLayer.computeIfAbsent(layer, fingerprint -> new ArrayList<>()).add(entry);
                }
            }
        }
    }

    private static List<String> layers(Path view) throws IOException {
        Path layers = view.resolve(Store.VIEW_LAYERS);
        return Files.isRegularFile(layers) ? Files.readAllLines(layers) : List.of();
    }

    /** Whether the view is of something that is not there any more, or is none at all. */
    static boolean lacksLayers(Store store, StoreScan.Held view) throws IOException {
        List<String> layers = layers(view.path());
        return layers.isEmpty() || layers.stream().anyMatch(layer -> layer.length() < 2
            || !Files.isDirectory(store.places().result(layer)));
    }

    /** The views that go with the entry; each is answered once. */
    List<StoreScan.Held> leaving(StoreScan.Held entry) {
        if (entry.kind() != StoreUsage.Kind.RESULTS) {
            return List.of();
        }
        return byLayer.getOrDefault(entry.path().getFileName().toString(), List.of()).stream()
            .filter(view -> left.remove(view.path())).toList();
    }
}
