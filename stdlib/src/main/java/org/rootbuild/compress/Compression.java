package org.rootbuild.compress;

import java.util.Objects;

/**
 * How to compress.
 *
 * @param codec {@code NONE}, {@code GZIP}, {@code XZ}, {@code LZMA} or {@code ZSTD}; the others can only be read
 * @param level 1 to 9 for gzip, 0 to 9 for xz and lzma, 1 to 19 for zstd; 0 for none
 */
public record Compression(Codec codec, int level) {
    /** As it is. */
    public static final Compression NONE = new Compression(Codec.NONE, 0);

    public Compression {
        Objects.requireNonNull(codec);
        int lowest = codec == Codec.GZIP || codec == Codec.ZSTD ? 1 : 0;
        if (level < lowest || level > highest(codec)) {
            throw new IllegalArgumentException("level " + level + " of " + codec.shown() + " is not between " + lowest
                + " and " + highest(codec));
        }
    }

    private static int highest(Codec codec) {
        return switch (codec) {
            case NONE -> 0;
            case GZIP, XZ, LZMA -> 9;
            case ZSTD -> 19;
            default -> throw new IllegalArgumentException(codec.shown() + " can be read but not written");
        };
    }

    public static Compression gzip(int level) {
        return new Compression(Codec.GZIP, level);
    }

    public static Compression xz(int level) {
        return new Compression(Codec.XZ, level);
    }

    public static Compression zstd(int level) {
        return new Compression(Codec.ZSTD, level);
    }
}
