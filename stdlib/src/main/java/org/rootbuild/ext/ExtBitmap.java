package org.rootbuild.ext;

import java.nio.ByteBuffer;

/** Bits of a block of the volume, the lowest bit of the first byte first; a view. */
record ExtBitmap(ByteBuffer bytes) {
    boolean get(int index) {
        return (bytes.get(index >>> 3) >>> (index & 7) & 1) != 0;
    }

    void set(int index, boolean on) {
        int one = bytes.get(index >>> 3);
        int bit = 1 << (index & 7);
        bytes.put(index >>> 3, (byte) (on ? one | bit : one & ~bit));
    }

    void set(int from, int to, boolean on) {
        for (int i = from; i < to; i++) {
            if ((i & 7) == 0 && i + 8 <= to) {
                bytes.put(i >>> 3, (byte) (on ? 0xff : 0));
                i += 7;
            } else {
                set(i, on);
            }
        }
    }

    /** The first place from here on that has this value, or {@code to}. */
    int next(int from, int to, boolean on) {
        int at = from;
        while (at < to) {
            if ((at & 63) == 0 && at + 64 <= to) {
                long word = bytes.getLong(at >>> 3);
                long wanted = on ? word : ~word;
                if (wanted == 0) {
                    at += 64;
                    continue;
                }
                return at + Long.numberOfTrailingZeros(wanted);
            }
            if (get(at) == on) {
                return at;
            }
            at++;
        }
        return to;
    }

    int count(int to) {
        int count = 0;
        for (int at = next(0, to, true); at < to; at = next(at, to, true)) {
            int end = next(at, to, false);
            count += end - at;
            at = end;
        }
        return count;
    }
}
