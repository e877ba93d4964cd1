package org.rootbuild.squashfs;

/**
 * A part of a file's content.
 *
 * @param kind        where it comes from
 * @param at          of a block, its place on the disk; of a fragment, its number
 * @param word        of a block, its length on the disk and whether it is compressed
 * @param offset      of the part in what is decoded
 * @param lengthBytes of the part
 */
record BlockPlace(Kind kind, long at, int word, int offset, int lengthBytes) {
    /** Where a part comes from. */
    enum Kind {
        /** A block of its own. */
        BLOCK,
        /** A piece with the ends of several files. */
        FRAGMENT,
        /** Nowhere: it is zeros. */
        HOLE
    }
}
