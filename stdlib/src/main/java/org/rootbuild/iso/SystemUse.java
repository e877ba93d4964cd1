package org.rootbuild.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.volume.Volume;

/**
 * Walks the fields behind a directory record and in the areas that continue it (SUSP 1.12, 4 and 5). A chain of areas
 * that goes round, or is longer than any writer makes, is damage.
 */
final class SystemUse {
    /** Extended attributes of a file make the longest chains: 64 KiB of them in areas of 2 KiB. */
    private static final int MOST_AREAS = 64;
    private static final long MOST_AREAS_IN_ALL = 4_000_000;
    private static final int HEAD_BYTES = 4;
    private static final int CONTINUED = 'C' << 8 | 'E';
    private static final int LAST = 'S' << 8 | 'T';

    private final Volume volume;
    private final int blockBytes;
    private final int skippedBytes;
    private long areas;
    private long bufferedAt = -1;
    private byte[] buffered = new byte[0];

    /** @param skippedBytes of each record that belong to others; what the field SP says */
    SystemUse(Volume volume, int blockBytes, int skippedBytes) {
        this.volume = volume;
        this.blockBytes = blockBytes;
        this.skippedBytes = skippedBytes;
    }

    /** Takes fields. */
    @FunctionalInterface
    interface Taker {
        /** @param data what follows the field's four bytes of head, little-endian */
        void take(int name, ByteBuffer data) throws IOException;
    }

    /** A field's name as {@link Taker} gets it. */
    static int name(String letters) {
        return letters.charAt(0) << 8 | letters.charAt(1);
    }

    /** Bytes of a volume that hold fields. */
    private record Area(long at, int lengthBytes) {
    }

    void read(IsoRecord record, Taker taker) throws IOException {
        byte[] bytes = record.systemUse();
        Area next = fields(ByteBuffer.wrap(bytes, Math.min(skippedBytes, bytes.length),
            Math.max(0, bytes.length - skippedBytes)), taker);
        for (int count = 0; next.lengthBytes > 0; count++) {
            if (count == MOST_AREAS || ++areas > MOST_AREAS_IN_ALL) {
                throw IsoDamage.found("the fields of an entry go on in more than " + count + " areas");
            }
            next = fields(area(next), taker);
        }
    }

    private ByteBuffer area(Area area) throws IOException {
        if (area.at > volume.sizeBytes() - area.lengthBytes) {
            throw IsoDamage.cutOff("an area of fields", area.at + area.lengthBytes, volume.sizeBytes());
        }
        long first = area.at / Blocks.BYTES * Blocks.BYTES;
        int count = (int) Math.min(volume.sizeBytes() - first, area.at - first + area.lengthBytes);
        if (first != bufferedAt || buffered.length < count) {
            int whole = (int) Math.min(volume.sizeBytes() - first, Math.max(count, Blocks.BYTES));
            buffered = volume.read(first, whole).array();
            bufferedAt = first;
        }
        return ByteBuffer.wrap(buffered, (int) (area.at - first), area.lengthBytes);
    }

    /** Answers where the fields go on; an area of no bytes where they do not. */
    private Area fields(ByteBuffer bytes, Taker taker) throws IOException {
        Area next = new Area(0, 0);
        while (bytes.remaining() >= HEAD_BYTES) {
            int name = (bytes.get(bytes.position()) & 0xff) << 8 | bytes.get(bytes.position() + 1) & 0xff;
            int length = bytes.get(bytes.position() + 2) & 0xff;
            if (name == 0 || name == LAST || length < HEAD_BYTES) {
                break;
            }
            if (length > bytes.remaining()) {
                throw IsoDamage.found("a field of an entry is longer than the entry");
            }
            ByteBuffer data = bytes.slice(bytes.position() + HEAD_BYTES, length - HEAD_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + length);
            if (name == CONTINUED) {
                next = continued(data);
            } else {
                taker.take(name, data);
            }
        }
        return next;
    }

    private Area continued(ByteBuffer data) throws IOException {
        if (data.remaining() < 24) {
            throw IsoDamage.found("a field that says where an entry goes on is too short");
        }
        long at = (data.getInt(0) & 0xffffffffL) * blockBytes + (data.getInt(8) & 0xffffffffL);
        long length = data.getInt(16) & 0xffffffffL;
        if (length > MOST_AREAS * Blocks.BYTES) {
            throw IsoDamage.found("the fields of an entry go on for " + length + " bytes");
        }
        return new Area(at, (int) length);
    }
}
