package org.rootbuild.squashfs;

import java.io.IOException;
import java.util.Locale;
import org.rootbuild.problem.Failure;

/** The compressions of a squashfs, in the order of their numbers, which begin with 1. */
enum SquashfsCompressor {
    /** RFC 1950: zlib, in spite of the name. */
    GZIP,
    /** LZMA alone, of early patches of the kernel. */
    LZMA,
    /** LZO1X. */
    LZO,
    /** The .xz file format, one stream a piece. */
    XZ,
    /** One block of LZ4 a piece, without a frame. */
    LZ4,
    /** RFC 8878, one frame a piece. */
    ZSTD;

    /** @throws Failure when there is no such number */
    static SquashfsCompressor of(int number) throws Failure {
        if (number < 1 || number > values().length) {
            throw SquashfsDamage.unsupported("is compressed in a way that is not known here (number " + number + ")",
                "Unpack it with an unsquashfs that knows it, or get it again if it is damaged.");
        }
        return values()[number - 1];
    }

    /** As mksquashfs calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One that decodes; for one thread at a time. */
    PieceDecoder decoder() throws IOException {
        return switch (this) {
            case GZIP -> new ZlibDecoder();
            case LZMA -> new XzDecoder(true);
            case XZ -> new XzDecoder(false);
            case LZ4 -> LzDecoder.lz4();
            case LZO -> LzDecoder.lzo();
            case ZSTD -> new ZstdDecoder();
        };
    }
}
