package org.rootbuild.compress;

import java.io.IOException;

/** A format whose stretches of input can be encoded apart from each other. */
interface BlockFormat {
    /** What the file begins with. */
    byte[] head();

    /** An encoder for one thread. */
    Encoder encoder() throws IOException;

    /** Learns of each block, in the order of the input, before it is encoded. */
    default void taken(Block block) {
    }

    /** Learns of each block, in the order of the input, after it is encoded. */
    default void written(Block block) {
    }

    /** What the file ends with, when every block was learnt of. */
    byte[] tail();

    /** Whether an input of no bytes still needs one block. */
    boolean needsBlock();

    /** Encodes blocks one after the other; {@code close} gives its memory back. */
    interface Encoder {
        void encode(Block block) throws IOException;

        void close();
    }
}
