package org.rootbuild.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.rootbuild.volume.Volume;

/** Reads and decodes the pieces that a squashfs is compressed in. Safe for use by several threads. */
final class Pieces {
    /** What a metadata piece holds when it is full. */
    static final int METADATA_BYTES = 8192;
    /** In the length of a block of data: it was not compressed. */
    private static final int AS_IT_IS = 1 << 24;
    private static final int METADATA_AS_IT_IS = 1 << 15;

    private final Volume volume;
    private final Superblock head;
    private final ConcurrentLinkedQueue<Bench> benches = new ConcurrentLinkedQueue<>();

    Pieces(Volume volume, Superblock head) {
        this.volume = volume;
        this.head = head;
    }

    /** A decoder and room for what it decodes. */
    private record Bench(PieceDecoder decoder, byte[] packed) {
    }

    /**
     * A metadata piece.
     *
     * @param next where the next one begins
     */
    record Metadata(byte[] bytes, int length, long next) {
    }

    Superblock head() {
        return head;
    }

    /** The metadata piece that begins there. */
    Metadata metadata(long at) throws IOException {
        checkInside(at, 2);
        Bench bench = bench();
        try {
            int count = (int) Math.min(2 + METADATA_BYTES, head.sizeBytes() - at);
            volume.read(at, ByteBuffer.wrap(bench.packed, 0, count));
            int word = bench.packed[0] & 0xff | (bench.packed[1] & 0xff) << 8;
            int length = word & METADATA_AS_IT_IS - 1;
            if (length == 0 || length > METADATA_BYTES || length > count - 2) {
                throw SquashfsDamage.found("the metadata at " + at + " have a length of " + length + " bytes");
            }
            System.arraycopy(bench.packed, 2, bench.packed, 0, length);
            byte[] bytes = new byte[METADATA_BYTES];
            int decoded = length;
            if ((word & METADATA_AS_IT_IS) == 0) {
                decoded = decode(bench, length, bytes, METADATA_BYTES, at);
            } else {
                System.arraycopy(bench.packed, 0, bytes, 0, length);
            }
            return new Metadata(bytes, decoded, at + 2 + length);
        } finally {
            benches.add(bench);
        }
    }

    /**
     * A block of data, or a fragment.
     *
     * @param word  its length on the disk, and whether it is compressed
     * @param limit how many bytes come out at most
     */
    Decoded data(long at, int word, int limit) throws IOException {
        int length = storedBytes(word);
        checkInside(at, length);
        boolean asItIs = (word & AS_IT_IS) != 0;
        if (length > head.blockBytes() || asItIs && length > limit) {
            throw SquashfsDamage.found("the data at " + at + " have a length of " + length + " bytes");
        }
        byte[] bytes = new byte[limit];
        int decoded = length;
        if (asItIs) {
            volume.read(at, ByteBuffer.wrap(bytes, 0, length));
        } else {
            Bench bench = bench();
            try {
                volume.read(at, ByteBuffer.wrap(bench.packed, 0, length));
                decoded = decode(bench, length, bytes, limit, at);
            } finally {
                benches.add(bench);
            }
        }
        return new Decoded(bytes, decoded);
    }

    /** How much of the disk a block takes. */
    static int storedBytes(int word) {
        return word & AS_IT_IS - 1;
    }

    private int decode(Bench bench, int length, byte[] into, int limit, long at) throws IOException {
        try {
            return bench.decoder.decode(bench.packed, length, into, limit);
        } catch (IOException damaged) {
            throw SquashfsDamage.found("what is at " + at + " cannot be decoded with " + head.compressor().word()
                + ": " + damaged.getMessage(), damaged);
        }
    }

    private void checkInside(long at, int length) throws IOException {
        if (at < Superblock.BYTES || at > head.sizeBytes() - length) {
            throw SquashfsDamage.found(length + " bytes at " + Long.toUnsignedString(at) + " are not inside of it");
        }
    }

    private Bench bench() throws IOException {
        Bench free = benches.poll();
        return free != null ? free
            : new Bench(head.compressor().decoder(), new byte[Math.max(head.blockBytes(), METADATA_BYTES + 2)]);
    }

    /** Bytes of the disk as they are: the places of the pieces of a table. */
    ByteBuffer plain(long at, int count) throws IOException {
        checkInside(at, count);
        return volume.read(at, count).order(ByteOrder.LITTLE_ENDIAN);
    }
}
