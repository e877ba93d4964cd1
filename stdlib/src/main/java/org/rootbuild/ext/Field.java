package org.rootbuild.ext;

import java.nio.ByteBuffer;

/**
 * Where a number stands in a structure, little-endian and unsigned. Many numbers of ext4 are in two parts, since their
 * upper half was found room for later.
 *
 * @param at             offset of the number, or of its lower part
 * @param widthBytes     1, 2, 4 or 8
 * @param highAt         offset of the upper part, or -1
 * @param highWidthBytes 0, 2 or 4
 */
record Field(int at, int widthBytes, int highAt, int highWidthBytes) {
    static Field of(int at, int widthBytes) {
        return new Field(at, widthBytes, -1, 0);
    }

    long get(ByteBuffer from, int base) {
        long low = read(from, base + at, widthBytes);
        return highAt < 0 ? low : low | read(from, base + highAt, highWidthBytes) << 8 * widthBytes;
    }

    /** Only the lower part, where a filesystem's features do not give the upper one its meaning. */
    long low(ByteBuffer from, int base) {
        return read(from, base + at, widthBytes);
    }

    void set(ByteBuffer into, int base, long value) {
        write(into, base + at, widthBytes, value);
        if (highAt >= 0) {
            write(into, base + highAt, highWidthBytes, value >>> 8 * widthBytes);
        }
    }

    /** Sets only the lower part: for structures that end before the upper one. */
    void setLow(ByteBuffer into, int base, long value) {
        write(into, base + at, widthBytes, value);
    }

    private static long read(ByteBuffer from, int at, int widthBytes) {
        return switch (widthBytes) {
            case 1 -> from.get(at) & 0xffL;
            case 2 -> from.getShort(at) & 0xffffL;
            case 4 -> from.getInt(at) & 0xffffffffL;
            default -> from.getLong(at);
        };
    }

    private static void write(ByteBuffer into, int at, int widthBytes, long value) {
        switch (widthBytes) {
            case 1 -> into.put(at, (byte) value);
            case 2 -> into.putShort(at, (short) value);
            case 4 -> into.putInt(at, (int) value);
            default -> into.putLong(at, value);
        }
    }
}
