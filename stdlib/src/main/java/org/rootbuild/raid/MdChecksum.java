package org.rootbuild.raid;

import java.nio.ByteBuffer;

/** Words summed up, the carry added once: what both forms of the superblock have at different places. */
final class MdChecksum {
    private MdChecksum() {
    }

    /** @param field where the sum itself stands; it counts as zero */
    static int of(ByteBuffer littleEndian, int bytes, int field) {
        long sum = 0;
        int at = 0;
        for (; at + 4 <= bytes; at += 4) {
            sum += at == field ? 0 : littleEndian.getInt(at) & 0xFFFFFFFFL;
        }
        sum += at + 2 <= bytes ? littleEndian.getShort(at) & 0xFFFF : 0;
        return (int) ((sum & 0xFFFFFFFFL) + (sum >>> 32));
    }
}
