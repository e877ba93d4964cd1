package org.rootbuild.mkfs;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a swap area is called.
 *
 * @param label     at most 16 bytes of UTF-8; empty for none
 * @param pageBytes the page size of the machine that will use it: 4096, 8192, 16384, 32768 or 65536
 */
public record SwapOptions(String label, UUID uuid, int pageBytes) {
    static final int LABEL_BYTES = 16;

    /** @throws IllegalArgumentException with a sentence for what cannot be */
    public SwapOptions {
        if (label.getBytes(StandardCharsets.UTF_8).length > LABEL_BYTES || label.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the label of a swap area has at most 16 bytes, not '" + label + "'");
        }
        if (uuid.getMostSignificantBits() == 0 && uuid.getLeastSignificantBits() == 0) {
            throw new IllegalArgumentException("a UUID of zeros stands for none");
        }
        if (Integer.bitCount(pageBytes) != 1 || pageBytes < 4096 || pageBytes > 65536) {
            throw new IllegalArgumentException("pages of memory have 4096 to 65536 bytes, not " + pageBytes);
        }
    }

    /** Pages of 4096 bytes, as on x86-64. */
    public static SwapOptions of(String label, UUID uuid) {
        return new SwapOptions(label, uuid, 4096);
    }
}
