package org.rootbuild.initramfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.compress.Codec;
import org.rootbuild.compress.Compression;

/**
 * How hard a stream was compressed, as far as its first bytes tell: RFC 1952 (XFL), the .xz file format 1.2.1 (section
 * 3.1), the .lzma header, RFC 8878 (section 3.1.1.1), bzip2's fourth byte. The LZ4 frames do not tell.
 *
 * @param isShown whether the bytes told it; otherwise it is what people mostly take
 */
record KnownLevel(Compression compression, boolean isShown) {
    /** How many first bytes are looked at; fewer are fine. */
    static final int HEAD_BYTES = 64;
    private static final int GZIP_FLAGS_AT = 8;
    private static final int XZ_BLOCK_AT = 12;
    private static final int XZ_LZMA2 = 0x21;
    /** Sizes of dictionaries of the presets of xz and lzma, in KiB. */
    private static final int[] PRESET_KIB = {256, 1 << 10, 2 << 10, 4 << 10, 4 << 10, 8 << 10, 8 << 10, 16 << 10,
        32 << 10, 64 << 10};
    private static final int[] DISTINCT = {0, 1, 2, 4, 6, 7, 8, 9};
    private static final int USUAL = 6;
    private static final int USUAL_LZ4 = 9;

    static KnownLevel of(Codec codec, byte[] head) {
        return switch (codec) {
            case NONE -> new KnownLevel(Compression.NONE, true);
            case GZIP -> gzip(head);
            case BZIP2 -> new KnownLevel(new Compression(codec, head[3] - '0'), true);
            case XZ -> ofDictionary(codec, xzDictionary(head));
            case LZMA -> ofDictionary(codec, ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(1)
                & 0xffffffffL);
            case ZSTD -> zstd(head);
            case LZ4, LZ4_LEGACY -> new KnownLevel(new Compression(codec, USUAL_LZ4), false);
        };
    }

    private static KnownLevel gzip(byte[] head) {
        int flags = head.length > GZIP_FLAGS_AT ? head[GZIP_FLAGS_AT] : 0;
        return switch (flags) {
            case 2 -> new KnownLevel(Compression.gzip(9), true);
            case 4 -> new KnownLevel(Compression.gzip(1), true);
            default -> new KnownLevel(Compression.gzip(USUAL), false);
        };
    }

    /** Of two presets with the same dictionary, the one that searches harder. */
    private static KnownLevel ofDictionary(Codec codec, long dictionaryBytes) {
        for (int level : DISTINCT) {
            if (dictionaryBytes > 0 && dictionaryBytes <= (long) PRESET_KIB[level] << 10) {
                return new KnownLevel(new Compression(codec, level), true);
            }
        }
        return new KnownLevel(new Compression(codec, dictionaryBytes > 0 ? 9 : USUAL), dictionaryBytes > 0);
    }

    /** Of the LZMA2 filter in the first block's header; 0 where it is not found. */
    private static long xzDictionary(byte[] head) {
        if (head.length <= XZ_BLOCK_AT + 2) {
            return 0;
        }
        int at = XZ_BLOCK_AT + 2;
        int flags = head[XZ_BLOCK_AT + 1];
        for (int sizes = Integer.bitCount(flags & 0xc0); sizes > 0; sizes--) {
            while (at < head.length && head[at++] < 0) {
                continue;
            }
        }
        for (int filters = (flags & 3) + 1; filters > 0 && at + 2 < head.length; filters--) {
            if (head[at] == XZ_LZMA2) {
                int bits = head[at + 2] & 0x3f;
                return bits >= 40 ? 0xffffffffL : (long) (2 | bits & 1) << bits / 2 + 11;
            }
            at += 2 + head[at + 1];
        }
        return 0;
    }

    /** The window is what the level chooses, as long as the input is not known to be small. */
    private static KnownLevel zstd(byte[] head) {
        boolean hasWindow = head.length > 5 && (head[4] & 0x20) == 0;
        if (!hasWindow) {
            return new KnownLevel(Compression.zstd(19), false);
        }
        int windowLog = 10 + ((head[5] & 0xff) >> 3);
        int level = windowLog <= 19 ? 1 : windowLog == 20 ? 2 : windowLog == 21 ? 3 : windowLog == 22 ? 9 : 19;
        return new KnownLevel(Compression.zstd(level), true);
    }
}
