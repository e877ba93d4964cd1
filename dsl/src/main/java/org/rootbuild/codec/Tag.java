package org.rootbuild.codec;

/** The bytes that stand before each kind of value; see {@link Codec}. */
final class Tag {
    static final byte TEXT = 1;
    static final byte WHOLE = 2;
    static final byte FLAG = 3;
    static final byte BYTES = 4;
    static final byte REGEX = 5;
    static final byte LIST = 6;
    static final byte GROUP = 7;
    static final byte REFERENCE = 8;
    static final byte PINNED = 9;
    static final byte CODE = 10;
    static final byte SEALED = 11;

    static final byte SIGNIFICANT = 0;
    static final byte HINT = 1;

    static final int MAGIC_AND_VERSION = 'R' << 24 | 'B' << 16 | 'F' << 8 | 1;

    private Tag() {
    }
}
