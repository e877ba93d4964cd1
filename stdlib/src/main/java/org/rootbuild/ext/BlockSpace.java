package org.rootbuild.ext;

/**
 * Gives out the blocks that the frame of a filesystem leaves, from the first to the last, none twice. So everything
 * before {@link #next} is in use, and bitmaps need not be kept. Goes on behind the end, so that one can see how much is
 * missing.
 */
final class BlockSpace {
    private final Spans used;
    private int span;
    private long next;

    BlockSpace(Geometry geometry) {
        used = geometry.used;
        next = geometry.firstBlock;
        skip();
    }

    private void skip() {
        while (span < used.count() && next >= used.start(span)) {
            next = Math.max(next, used.end(span));
            span++;
        }
    }

    /** The first block that is still free. */
    long next() {
        return next;
    }

    /** How many blocks can be taken from {@link #next} on before something stands in the way. */
    long run() {
        return span < used.count() ? used.start(span) - next : Long.MAX_VALUE - next;
    }

    /** Takes blocks that follow each other, at most {@link #run}. */
    long take(long count) {
        long at = next;
        next += count;
        skip();
        return at;
    }
}
