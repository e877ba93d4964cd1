package org.rootbuild.ext;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The checksum of ext4: CRC-32C without the inversion at the end, which goes on from any value before it. Java's own
 * (which the processor computes) always starts at all ones; a start at another value is the same as that start with the
 * difference laid over the first four bytes.
 */
final class Crc32c {
    private static final int POLYNOMIAL = 0x82F63B78;

    private Crc32c() {
    }

    /** Goes on from {@code before} over a part of an array. */
    static int of(int before, byte[] bytes, int at, int count) {
        if (count < 4) {
            return slow(before, bytes, at, count);
        }
        int start = ~before;
        CRC32C crc = new CRC32C();
        for (int i = 0; i < 4; i++) {
            crc.update(bytes[at + i] ^ start >>> 8 * i);
        }
        crc.update(bytes, at + 4, count - 4);
        return ~(int) crc.getValue();
    }

    /** Goes on from {@code before} over bytes of a buffer, whose position and limit stay. */
    static int of(int before, ByteBuffer bytes, int at, int count) {
        if (bytes.hasArray()) {
            return of(before, bytes.array(), bytes.arrayOffset() + at, count);
        }
        byte[] copy = new byte[count];
        bytes.get(at, copy);
        return of(before, copy, 0, count);
    }

    /** Goes on over a number of four bytes. */
    static int ofInt(int before, int number) {
        return slow(before, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number).array(), 0, 4);
    }

    /** Goes on over a number of eight bytes. */
    static int ofLong(int before, long number) {
        return ofInt(ofInt(before, (int) number), (int) (number >>> 32));
    }

    private static int slow(int before, byte[] bytes, int at, int count) {
        int crc = before;
        for (int i = at; i < at + count; i++) {
            crc ^= bytes[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
            }
        }
        return crc;
    }

    /** CRC-16 (reflected 0x8005), which the feature {@code uninit_bg} lays over group descriptors. */
    static int crc16(int before, ByteBuffer bytes, int at, int count) {
        int crc = before;
        for (int i = at; i < at + count; i++) {
            crc ^= bytes.get(i) & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0xA001;
            }
        }
        return crc;
    }
}
