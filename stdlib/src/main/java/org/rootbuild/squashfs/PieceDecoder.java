package org.rootbuild.squashfs;

import java.io.IOException;

/** Decodes the pieces of one compression. Not safe for use by several threads. */
interface PieceDecoder {
    /**
     * Decodes the first {@code length} bytes of {@code packed}.
     *
     * @param into  takes what comes out, {@code limit} bytes at most
     * @return how many bytes came out
     * @throws IOException with what is wrong when it is damaged, or more would come out
     */
    int decode(byte[] packed, int length, byte[] into, int limit) throws IOException;
}
