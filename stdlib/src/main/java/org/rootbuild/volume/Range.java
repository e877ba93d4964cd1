package org.rootbuild.volume;

/**
 * A run of bytes.
 *
 * @param at          its first byte, counted from 0
 * @param lengthBytes how many, at least 0
 */
public record Range(long at, long lengthBytes) {
    public Range {
        if (at < 0 || lengthBytes < 0 || at + lengthBytes < 0) {
            throw new IllegalArgumentException("no range: " + lengthBytes + " bytes at " + at);
        }
    }

    /** The first byte behind it. */
    public long end() {
        return at + lengthBytes;
    }
}
