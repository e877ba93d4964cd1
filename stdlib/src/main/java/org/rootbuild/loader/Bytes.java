package org.rootbuild.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian views; everything that boots a PC is written so. */
final class Bytes {
    private Bytes() {
    }

    static ByteBuffer of(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer ofSize(int sizeBytes) {
        return ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int roundUp(int number, int multiple) {
        return Math.toIntExact(roundUp((long) number, multiple));
    }

    static long roundUp(long number, long multiple) {
        return Math.addExact(number, multiple - 1) / multiple * multiple;
    }
}
