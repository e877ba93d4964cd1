package org.rootbuild.ext;

/**
 * Blocks that follow one another in a file and on the volume.
 *
 * @param logical   the first one's number in the file
 * @param physical  the first one's number on the volume
 * @param count     at least 1
 * @param unwritten whether they read as zeros whatever they hold
 */
record ExtRun(long logical, long physical, long count, boolean unwritten) {
    long logicalEnd() {
        return logical + count;
    }

    long physicalEnd() {
        return physical + count;
    }

    /** Whether the other one goes on where this one ends. */
    boolean leadsTo(ExtRun next) {
        return next.logical == logicalEnd() && next.physical == physicalEnd() && next.unwritten == unwritten;
    }
}
