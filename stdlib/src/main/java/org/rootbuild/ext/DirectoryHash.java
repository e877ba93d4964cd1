package org.rootbuild.ext;

/**
 * The hashes of names that the index of a folder is sorted by: the old one of ext3, half of MD4's rounds, and TEA; each
 * with the bytes of a name as signed or as unsigned numbers, since the first implementations took what the compiler
 * took a {@code char} for.
 *
 * @param version 0 legacy, 1 half MD4, 2 TEA; 3 to 5 the same with unsigned bytes
 * @param seed    four numbers of the superblock; all zero stands for those of MD4
 */
record DirectoryHash(int version, int[] seed) {
    static final int LEGACY = 0;
    static final int HALF_MD4 = 1;
    static final int TEA = 2;
    static final int UNSIGNED = 3;
    private static final int[] MD4_START = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    /** Marks the end of a folder when it is listed, so that no name may have it. */
    private static final int END = 0x7fffffff;
    private static final int TEA_STEP = 0x9E3779B9;

    DirectoryHash {
        if (version < 0 || version > 5) {
            throw new IllegalArgumentException("no hash has the version " + version);
        }
        seed = (seed[0] | seed[1] | seed[2] | seed[3]) == 0 ? MD4_START.clone() : seed.clone();
    }

    /** What this filesystem's folders are to be hashed with when their root says {@code version}. */
    static DirectoryHash of(Superblock superblock, int version) {
        boolean unsigned = (superblock.get(Superblock.FLAGS) & Superblock.FLAG_UNSIGNED_HASH) != 0;
        return new DirectoryHash(unsigned && version < UNSIGNED ? version + UNSIGNED : version, superblock.hashSeed());
    }

    /** The hash of a part of an array; bit 0 is always 0. To be compared as an unsigned number. */
    int of(byte[] bytes, int at, int count) {
        boolean signed = version < UNSIGNED;
        int hash = switch (version % UNSIGNED) {
            case LEGACY -> legacy(bytes, at, count, signed);
            case HALF_MD4 -> halfMd4(bytes, at, count, signed);
            default -> tea(bytes, at, count, signed);
        };
        hash &= ~1;
        return hash == END << 1 ? END - 1 << 1 : hash;
    }

    private static int legacy(byte[] bytes, int at, int count, boolean signed) {
        int hash0 = 0x12a3fe2d;
        int hash1 = 0x37abe8f9;
        for (int i = at; i < at + count; i++) {
            int one = signed ? bytes[i] : bytes[i] & 0xff;
            int hash = hash1 + (hash0 ^ one * 7152373);
            hash1 = hash0;
            hash0 = hash < 0 ? hash - 0x7fffffff : hash;
        }
        return hash0 << 1;
    }

    /** Packs up to 4 * {@code words.length} bytes of a name, the rest filled with its length. */
    private static void pack(byte[] bytes, int at, int left, int[] words, boolean signed) {
        int filler = left & 0xff | (left & 0xff) << 8;
        filler |= filler << 16;
        int value = filler;
        int count = Math.min(left, words.length * 4);
        int word = 0;
        for (int i = 0; i < count; i++) {
            int one = signed ? bytes[at + i] : bytes[at + i] & 0xff;
            value = one + (value << 8);
            if (i % 4 == 3) {
                words[word++] = value;
                value = filler;
            }
        }
        if (word < words.length) {
            words[word++] = value;
        }
        while (word < words.length) {
            words[word++] = filler;
        }
    }

    private int halfMd4(byte[] bytes, int at, int count, boolean signed) {
        int[] state = seed.clone();
        int[] words = new int[8];
        for (int done = 0; done < count; done += 32) {
            pack(bytes, at + done, count - done, words, signed);
            halfMd4Rounds(state, words);
        }
        return state[1];
    }

    private static void halfMd4Rounds(int[] state, int[] in) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int i = 0; i < 8; i += 4) {
            a = Integer.rotateLeft(a + (d ^ b & (c ^ d)) + in[i], 3);
            d = Integer.rotateLeft(d + (c ^ a & (b ^ c)) + in[i + 1], 7);
            c = Integer.rotateLeft(c + (b ^ d & (a ^ b)) + in[i + 2], 11);
            b = Integer.rotateLeft(b + (a ^ c & (d ^ a)) + in[i + 3], 19);
        }
        for (int i = 1; i >= 0; i--) {
            a = Integer.rotateLeft(a + majority(b, c, d) + in[i] + 0x5A827999, 3);
            d = Integer.rotateLeft(d + majority(a, b, c) + in[i + 2] + 0x5A827999, 5);
            c = Integer.rotateLeft(c + majority(d, a, b) + in[i + 4] + 0x5A827999, 9);
            b = Integer.rotateLeft(b + majority(c, d, a) + in[i + 6] + 0x5A827999, 13);
        }
        for (int i = 3; i >= 1; i -= 2) {
            a = Integer.rotateLeft(a + (b ^ c ^ d) + in[i] + 0x6ED9EBA1, 3);
            d = Integer.rotateLeft(d + (a ^ b ^ c) + in[i + 4] + 0x6ED9EBA1, 9);
            c = Integer.rotateLeft(c + (d ^ a ^ b) + in[i - 1] + 0x6ED9EBA1, 11);
            b = Integer.rotateLeft(b + (c ^ d ^ a) + in[i + 3] + 0x6ED9EBA1, 15);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    private static int majority(int x, int y, int z) {
        return (x & y) + ((x ^ y) & z);
    }

    private int tea(byte[] bytes, int at, int count, boolean signed) {
        int[] state = seed.clone();
        int[] words = new int[4];
        for (int done = 0; done < count; done += 16) {
            pack(bytes, at + done, count - done, words, signed);
            int sum = 0;
            int b0 = state[0];
            int b1 = state[1];
            for (int round = 0; round < 16; round++) {
                sum += TEA_STEP;
                b0 += (b1 << 4) + words[0] ^ b1 + sum ^ (b1 >>> 5) + words[1];
                b1 += (b0 << 4) + words[2] ^ b0 + sum ^ (b0 >>> 5) + words[3];
            }
            state[0] += b0;
            state[1] += b1;
        }
        return state[0];
    }
}
