package org.rootbuild.compress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds where the blocks of a deflate stream begin (RFC 1951, section 3.2), which the library does not tell. Only
 * lengths are decoded, for a stream that was decoded and checked before.
 */
final class DeflateBlocks {
    private static final int END_OF_BLOCK = 256;
    private static final int LONGEST_CODE = 15;
    private static final int[] LENGTH_BASE = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59,
        67, 83, 99, 115, 131, 163, 195, 227, 258};
    private static final int[] LENGTH_EXTRA = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4,
        5, 5, 5, 5, 0};
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final ByteBuffer in;
    private final int[] symbols = new int[1 << LONGEST_CODE];
    private final int[] distances = new int[1 << LONGEST_CODE];
    private long hold;
    private int held;
    private int next;
    private long decoded;

    private long[] bitAt = new long[256];
    private long[] decodedAt = new long[256];
    private int count;
    private boolean last;

    /** @param in the stream from {@code from} on */
    private DeflateBlocks(ByteBuffer in, int from) {
        this.in = in.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.next = from;
    }

    /** @throws IOException where the bytes are no deflate stream */
    static DeflateBlocks of(ByteBuffer in, int from) throws IOException {
        DeflateBlocks blocks = new DeflateBlocks(in, from);
        try {
            while (!blocks.last) {
                blocks.block();
            }
            blocks.note();
        } catch (IndexOutOfBoundsException damage) {
            throw new IOException("no deflate stream", damage);
        }
        return blocks;
    }

    int count() {
        return count - 1;
    }

    /** The bit with which the block begins; of one behind the last, with which the stream ends. */
    long bitAt(int block) {
        return bitAt[block];
    }

    /** How many bytes come out of the blocks before. */
    long decodedAt(int block) {
        return decodedAt[block];
    }

    /** Whether the block is stored as it is, on a byte boundary. */
    boolean isStored(int block) {
        long bit = bitAt[block] + 1;
        return (bits(bit) & 3) == 0;
    }

    private int bits(long bit) {
        int at = (int) (bit >> 3);
        int two = in.get(at) & 0xff | (at + 1 < in.limit() ? (in.get(at + 1) & 0xff) << 8 : 0);
        return two >> (bit & 7);
    }

    private void note() {
        if (count == bitAt.length) {
            bitAt = Arrays.copyOf(bitAt, 2 * count);
            decodedAt = Arrays.copyOf(decodedAt, 2 * count);
        }
        bitAt[count] = ((long) next << 3) - held;
        decodedAt[count++] = decoded;
    }

    private void refill() {
        if (next + Long.BYTES <= in.limit()) {
            hold |= in.getLong(next) << held;
            next += 63 - held >> 3;
            held |= 56;
            return;
        }
        while (held <= 56 && next < in.limit()) {
            hold |= (in.get(next++) & 0xffL) << held;
            held += 8;
        }
    }

    private int take(int bits) {
        if (held < bits) {
            refill();
            if (held < bits) {
                throw new IndexOutOfBoundsException();
            }
        }
        int value = (int) (hold & (1L << bits) - 1);
        drop(bits);
        return value;
    }

    private void drop(int bits) {
        hold >>>= bits;
        held -= bits;
    }

    private void block() throws IOException {
        note();
        last = take(1) == 1;
        switch (take(2)) {
            case 0 -> stored();
            case 1 -> {
                fixed();
                symbols();
            }
            case 2 -> {
                dynamic();
                symbols();
            }
            default -> throw new IOException("a block of an unknown kind");
        }
    }

    private void stored() {
        long at = ((long) next << 3) - held + 7 >> 3;
        int length = in.getShort((int) at) & 0xffff;
        next = (int) at + 4 + length;
        hold = 0;
        held = 0;
        decoded += length;
    }

    private void fixed() throws IOException {
        int[] lengths = new int[288];
        Arrays.fill(lengths, 0, 144, 8);
        Arrays.fill(lengths, 144, 256, 9);
        Arrays.fill(lengths, 256, 280, 7);
        Arrays.fill(lengths, 280, 288, 8);
        table(lengths, 0, lengths.length, symbols);
        int[] five = new int[30];
        Arrays.fill(five, 5);
        table(five, 0, five.length, distances);
    }

    private void dynamic() throws IOException {
        int literals = take(5) + 257;
        int codes = take(5) + 1;
        int kinds = take(4) + 4;
        int[] lengths = new int[Math.max(ORDER.length, literals + codes)];
        for (int i = 0; i < kinds; i++) {
            lengths[ORDER[i]] = take(3);
        }
        table(lengths, 0, ORDER.length, symbols);
        Arrays.fill(lengths, 0);
        for (int at = 0; at < literals + codes;) {
            int kind = symbol(symbols);
            if (kind < 16) {
                lengths[at++] = kind;
                continue;
            }
            int repeats = kind == 16 ? 3 + take(2) : kind == 17 ? 3 + take(3) : 11 + take(7);
            Arrays.fill(lengths, at, at + repeats, kind == 16 ? lengths[at - 1] : 0);
            at += repeats;
        }
        table(lengths, 0, literals, symbols);
        table(lengths, literals, literals + codes, distances);
    }

    /** For each run of {@value #LONGEST_CODE} bits, the symbol that begins it and the length of its code. */
    private static void table(int[] lengths, int from, int to, int[] into) throws IOException {
        int[] counts = new int[LONGEST_CODE + 2];
        for (int i = from; i < to; i++) {
            counts[lengths[i] + 1]++;
        }
        counts[1] = 0;
        int[] codes = new int[LONGEST_CODE + 1];
        for (int bits = 1; bits <= LONGEST_CODE; bits++) {
            codes[bits] = codes[bits - 1] + counts[bits] << 1;
        }
        Arrays.fill(into, 0);
        for (int i = from; i < to; i++) {
            int bits = lengths[i];
            if (bits > 0) {
                int code = Integer.reverse(codes[bits]++) >>> Integer.SIZE - bits;
                int entry = i - from << 4 | bits;
                for (int at = code; at < into.length; at += 1 << bits) {
                    into[at] = entry;
                }
            }
        }
    }

    private int symbol(int[] table) throws IOException {
        if (held < LONGEST_CODE) {
            refill();
        }
        int entry = table[(int) hold & table.length - 1];
        int bits = entry & 15;
        if (bits == 0 || bits > held) {
            throw new IOException("a code that stands for nothing");
        }
        drop(bits);
        return entry >> 4;
    }

    private void symbols() throws IOException {
        while (true) {
            // One symbol of each kind with its further bits has 48 at most.
            if (held < 48) {
                refill();
            }
            int symbol = symbol(symbols);
            if (symbol < END_OF_BLOCK) {
                decoded++;
            } else if (symbol == END_OF_BLOCK) {
                return;
            } else {
                decoded += LENGTH_BASE[symbol - 257] + take(LENGTH_EXTRA[symbol - 257]);
                int distance = symbol(distances);
                take(distance < 4 ? 0 : (distance >> 1) - 1);
            }
        }
    }
}
