package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.Optional;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/** Which clusters a table says are in use. Holes of the volume are not read: they are free. */
final class FreeClusters {
    /** A multiple of 3, so that no two entries of 12 bits are torn apart. */
    private static final int PIECE_BYTES = 3 << 18;

    private FreeClusters() {
    }

    static long count(Volume volume, BootSector boot) throws IOException {
        return boot.geometry().clusters() - used(volume, boot).cardinality();
    }

    /** The numbers of all clusters that are not free. */
    static BitSet used(Volume volume, BootSector boot) throws IOException {
        FatGeometry geometry = boot.geometry();
        BitSet used = new BitSet();
        long start = geometry.tableAt(boot.activeTable());
        long end = start + geometry.kind().tableBytes(geometry.clusters() + 2L);
        Optional<Range> data = volume.nextData(start);
        while (data.isPresent() && data.get().at() < end) {
            long at = start + (Math.max(start, data.get().at()) - start) / PIECE_BYTES * PIECE_BYTES;
            int count = (int) Math.min(PIECE_BYTES, end - at);
            ByteBuffer piece = ByteBuffer.allocate(count + 4).order(ByteOrder.LITTLE_ENDIAN);
            volume.read(at, piece.limit(count));
            mark(piece.rewind().limit(count + 4), count, (at - start) * 8 / geometry.kind().bits(), geometry, used);
            data = at + count < end ? volume.nextData(at + count) : Optional.empty();
        }
        used.clear(0, FatGeometry.FIRST_CLUSTER);
        return used;
    }

    private static void mark(ByteBuffer piece, int count, long first, FatGeometry geometry, BitSet used) {
        int entries = (int) Math.min((long) count * 8 / geometry.kind().bits(), geometry.lastCluster() + 1 - first);
        for (int i = 0; i < entries; i++) {
            int value = switch (geometry.kind()) {
                case FAT32 -> piece.getInt(i * 4) & 0x0fffffff;
                case FAT16 -> piece.getShort(i * 2);
                case FAT12 -> (piece.getShort(i * 3 / 2) & 0xffff) >> i % 2 * 4 & 0xfff;
            };
            if (value != 0) {
                used.set((int) first + i);
            }
        }
    }
}
