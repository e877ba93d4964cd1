package org.rootbuild.layer;

import java.util.HashMap;
import java.util.Map;
import org.rootbuild.tree.TreePath;

/**
 * The folders in or below which more than one of several layers did something. Only there can they be at odds, which
 * spares looking at most of what large layers bring.
 */
final class SharedFolders {
    private static final int SEVERAL = -1;

    private final Map<String, Integer> owners = new HashMap<>();

    /** @param layer any number from 0 on */
    void touched(String folder, int layer) {
        String at = folder;
        while (true) {
            Integer owner = owners.putIfAbsent(at, layer);
            if (owner != null && (owner == layer || owner == SEVERAL)) {
                // Whoever was here before went all the way up, too.
                return;
            }
            if (owner != null) {
                owners.put(at, SEVERAL);
            }
            if (at.isEmpty()) {
                return;
            }
            at = TreePath.parent(at);
        }
    }

    boolean contains(String folder) {
        return owners.getOrDefault(folder, 0) == SEVERAL;
    }
}
