package org.rootbuild.ext;

import java.util.List;

/**
 * Which blocks a file has.
 *
 * @param runs  in ascending order of the file, never overlapping
 * @param nodes the blocks that hold this map itself: of extents or of block numbers
 */
record ExtMap(List<ExtRun> runs, List<Long> nodes) {
    ExtMap {
        runs = List.copyOf(runs);
        nodes = List.copyOf(nodes);
    }

    /** All blocks, with those of the map itself. */
    long blocks() {
        return runs.stream().mapToLong(ExtRun::count).sum() + nodes.size();
    }

    /** How many blocks the file has from its beginning on to the last one. */
    long logicalEnd() {
        return runs.isEmpty() ? 0 : runs.get(runs.size() - 1).logicalEnd();
    }
}
