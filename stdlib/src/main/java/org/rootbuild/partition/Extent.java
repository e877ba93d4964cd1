package org.rootbuild.partition;

/** How far a wanted partition reaches. */
public sealed interface Extent {
    /**
     * All that is left up to the next partition that has a place of its own, or to the disk's end; those that are named
     * behind it and have no place of their own stand at the end of that room. On a disk without a size: what its
     * contents need.
     */
    record Rest() implements Extent {
    }

    record Sectors(long count) implements Extent {
    }

    /** Rounded up to whole sectors. */
    record Bytes(long count) implements Extent {
    }

    /** Up to this sector, which is its last. */
    record ToSector(long last) implements Extent {
    }

    /** Up to this place, which is the first behind it; a multiple of the sector size. */
    record ToByte(long end) implements Extent {
    }
}
