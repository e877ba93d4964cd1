package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rootbuild.volume.Volume;

/** Writes the tables of a new filesystem from their beginning, all copies at once. */
final class TableWriter {
    private static final int BUFFER_BYTES = 3 << 18;

    private final Volume volume;
    private final FatGeometry geometry;
    private final ByteBuffer buffer;
    private long written;
    private int entries;
    /** The even one of two entries of 12 bits. */
    private int waiting;

    TableWriter(Volume volume, FatGeometry geometry, int media) throws IOException {
        this.volume = volume;
        this.geometry = geometry;
        int size = (int) Math.min(BUFFER_BYTES, geometry.tableBytes() + 8);
        buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        int mask = geometry.kind().mask();
        append(mask & ~0xff | media);
        append(mask);
    }

    /** A file whose clusters are the next ones. */
    void chain(long clusters) throws IOException {
        for (long left = clusters; left > 1; left--) {
            append(entries + 1);
        }
        if (clusters > 0) {
            append(geometry.kind().mask());
        }
    }

    private void append(int value) throws IOException {
        if (buffer.remaining() < 4) {
            flush();
        }
        switch (geometry.kind()) {
            case FAT32 -> buffer.putInt(value);
            case FAT16 -> buffer.putShort((short) value);
            case FAT12 -> {
                if (entries % 2 == 0) {
                    waiting = value;
                } else {
                    int pair = waiting | value << 12;
                    buffer.put((byte) pair).put((byte) (pair >> 8)).put((byte) (pair >> 16));
                }
            }
        }
        entries++;
    }

    /** Entries behind the last chain stay 0: free. */
    void finish() throws IOException {
        if (geometry.kind() == FatKind.FAT12 && entries % 2 == 1) {
            buffer.put((byte) waiting).put((byte) (waiting >> 8));
        }
        flush();
    }

    private void flush() throws IOException {
        buffer.flip();
        for (int copy = 0; copy < geometry.tables(); copy++) {
            volume.write(geometry.tableAt(copy) + written, buffer.duplicate());
        }
        written += buffer.limit();
        buffer.clear();
    }
}
