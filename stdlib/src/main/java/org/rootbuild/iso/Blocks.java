package org.rootbuild.iso;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Logical blocks of an ISO, and numbers as it has them: in both byte orders, one behind the other. */
final class Blocks {
    static final int BYTES = 2048;
    /** Sectors of a disk in a block. */
    static final int SECTORS = BYTES / 512;
    /** The volume descriptors begin here (ECMA-119, 6.2.1). */
    static final int SYSTEM_AREA = 16;

    private Blocks() {
    }

    /** Only for sizes that were checked to be less than 2^31 blocks. */
    static int count(long sizeBytes) {
        return Math.toIntExact((sizeBytes + BYTES - 1) / BYTES);
    }

    static int roundUp(int sizeBytes) {
        return count(sizeBytes) * BYTES;
    }

    /** 32 bits, little-endian first (ECMA-119, 7.3.3). */
    static void both(ByteBuffer into, int value) {
        into.order(ByteOrder.LITTLE_ENDIAN).putInt(value).order(ByteOrder.BIG_ENDIAN).putInt(value);
    }

    /** 16 bits, little-endian first (ECMA-119, 7.2.3). */
    static void bothShort(ByteBuffer into, int value) {
        into.order(ByteOrder.LITTLE_ENDIAN).putShort((short) value).order(ByteOrder.BIG_ENDIAN).putShort((short) value);
    }
}
