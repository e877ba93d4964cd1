package org.rootbuild.fat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.rootbuild.tree.Content;
import org.rootbuild.volume.Volume;

/** The bytes of a file on a FAT, read from its clusters when it is opened; valid until the filesystem is changed. */
final class FatContent implements Content {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Volume volume;
    private final BootSector boot;
    private final DirectoryRecord record;

    private final Supplier<FatTable> tables;

    /** @param tables what gives the table for each reading: one of its own, or that of the edit it belongs to */
    FatContent(Volume volume, BootSector boot, DirectoryRecord record, Supplier<FatTable> tables) {
        this.tables = tables;
        this.volume = volume;
        this.boot = boot;
        this.record = record;
    }

    /** What FAT knows of the file besides. */
    int attributes() {
        return record.attributes();
    }

    /** Whether these are the bytes that begin at this cluster of that volume. */
    boolean isAt(Volume other, int cluster) {
        return volume == other && cluster == record.firstCluster();
    }

    @Override
    public long sizeBytes() {
        return record.sizeBytes();
    }

    @Override
    public InputStream open() {
        return new Bytes(tables.get());
    }

    private final class Bytes extends InputStream {
        private final FatTable table;
        private final FatGeometry geometry = boot.geometry();
        private ByteBuffer buffer = ByteBuffer.allocate(0);
        private long left = record.sizeBytes();
        private int cluster = record.firstCluster();

        Bytes(FatTable table) {
            this.table = table;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!buffer.hasRemaining()) {
                if (left == 0) {
                    return -1;
                }
                fill();
            }
            int count = Math.min(length, buffer.remaining());
            buffer.get(into, at, count);
            return count;
        }

        /** Reads clusters that lie behind each other at once. */
        private void fill() throws IOException {
            int first = cluster;
            int size = geometry.clusterBytes();
            long taken = Math.min(left, size);
            while (taken < left) {
                int next = table.following(cluster);
                boolean joins = next == cluster + 1 && taken + size <= BUFFER_BYTES;
                cluster = next;
                if (!joins) {
                    break;
                }
                taken += Math.min(left - taken, size);
            }
            buffer = volume.read(geometry.clusterAt(first), (int) taken);
            left -= taken;
        }

        @Override
        public int available() {
            return buffer.remaining();
        }
    }
}
