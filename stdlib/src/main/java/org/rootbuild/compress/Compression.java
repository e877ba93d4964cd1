package org.rootbuild.compress;

import java.util.Objects;

/**
 * How to compress.
 *
 * @param codec in which format
 * @param level 1 to 9 for gzip and bzip2, 0 to 9 for xz and lzma, 1 to 19 for zstd, 1 to 12 for lz4; 0 for none
 */
public record Compression(Codec codec, int level) {
    /** As it is. */
    public static final Compression NONE = new Compression(Codec.NONE, 0);

    public Compression {
        Objects.requireNonNull(codec);
        int lowest = codec == Codec.NONE || codec == Codec.XZ || codec == Codec.LZMA ? 0 : 1;
        if (level < lowest || level > highest(codec)) {
            throw new IllegalArgumentException("level " + level + " of " + codec.shown() + " is not between " + lowest
                + " and " + highest(codec));
        }
    }

    private static int highest(Codec codec) {
        return switch (codec) {
            case NONE -> 0;
            case GZIP, BZIP2, XZ, LZMA -> 9;
            case LZ4, LZ4_LEGACY -> 12;
            case ZSTD -> 19;
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
