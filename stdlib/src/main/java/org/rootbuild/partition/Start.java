package org.rootbuild.partition;

/** Where a wanted partition begins. */
public sealed interface Start {
    /** Behind the partition that is named before it, at the next multiple of the alignment. */
    record Next() implements Start {
    }

    /** Exactly there, aligned or not. */
    record AtSector(long sector) implements Start {
    }

    /** Exactly there; a multiple of the sector size. */
    record AtByte(long at) implements Start {
    }
}
