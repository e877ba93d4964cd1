package org.rootbuild.compress;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The compressed formats that are known, each recognised by its first bytes. */
public enum Codec {
    /** Not compressed, as far as the first bytes tell. */
    NONE("nothing"),
    /** RFC 1952. */
    GZIP("gzip"),
    /** bzip2 1.0. */
    BZIP2("bzip2"),
    /** The .xz file format 1.2.1. */
    XZ("xz"),
    /** The older .lzma format ("LZMA alone"). */
    LZMA("lzma"),
    /** RFC 8878. */
    ZSTD("zstd"),
    /** The LZ4 frame format 1.6. */
    LZ4("lz4"),
    /** The legacy LZ4 frame, which the kernel takes for an initramfs ({@code lz4 -l}). */
    LZ4_LEGACY("legacy lz4");

    /** How many first bytes {@link #of} looks at; fewer are fine. */
    public static final int HEAD_BYTES = 18;

    private static final long BZIP2_BLOCK = 0x314159265359L;
    private static final long BZIP2_END = 0x177245385090L;
    private static final byte[] XZ_MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int ZSTD_FRAME = 0xfd2fb528;
    private static final int ZSTD_SKIPPED = 0x184d2a50;
    private static final int LZ4_FRAME = 0x184d2204;
    static final int LZ4_LEGACY_FRAME = 0x184c2102;

    private final String shown;

    Codec(String shown) {
        this.shown = shown;
    }

    /** As a person calls it. */
    public String shown() {
        return shown;
    }

    /** The format of a stream that begins with these bytes. */
    public static Codec of(byte[] head) {
        if (head.length < 4) {
            return NONE;
        }
        int word = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (word == ZSTD_FRAME || (word & 0xfffffff0) == ZSTD_SKIPPED) {
            return ZSTD;
        }
        if (word == LZ4_FRAME) {
            return LZ4;
        }
        if (word == LZ4_LEGACY_FRAME) {
            return LZ4_LEGACY;
        }
        if ((word & 0xffffff) == 0x088b1f && (head[3] & 0xe0) == 0) {
            return GZIP;
        }
        if (head.length >= XZ_MAGIC.length && Arrays.equals(head, 0, XZ_MAGIC.length, XZ_MAGIC, 0, XZ_MAGIC.length)) {
            return XZ;
        }
        return isBzip2(head) ? BZIP2 : isLzma(head) ? LZMA : NONE;
    }

    private static boolean isBzip2(byte[] head) {
        if (head.length < 10 || head[0] != 'B' || head[1] != 'Z' || head[2] != 'h' || head[3] < '1' || head[3] > '9') {
            return false;
        }
        long mark = ByteBuffer.wrap(head, 2, 8).getLong() & 0xffffffffffffL;
        return mark == BZIP2_BLOCK || mark == BZIP2_END;
    }

    /**
     * LZMA alone has no magic number. What every encoder writes is recognised: the usual literal settings, a dictionary
     * of 2^n or 2^n + 2^(n-1) bytes, an unknown size or one below 256 GiB, and a first byte 0 of the range coder.
     */
    private static boolean isLzma(byte[] head) {
        if (head.length < 14 || head[0] != 0x5d || head[13] != 0) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long dictionary = fields.getInt(1) & 0xffffffffL;
        long size = fields.getLong(5);
        long highest = Long.highestOneBit(dictionary);
        boolean usual = dictionary >= 4096 && (dictionary == highest || dictionary == highest + highest / 2);
        return usual && (size == -1 || size >= 0 && size < 1L << 38);
    }
}
