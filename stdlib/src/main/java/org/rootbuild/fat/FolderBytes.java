package org.rootbuild.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.rootbuild.volume.Volume;

/** The entries of a folder, all of them at once. */
final class FolderBytes {
    static final int MOST_BYTES = FatPlan.MOST_ENTRIES * FatGeometry.ENTRY_BYTES;

    private FolderBytes() {
    }

    /** Of a folder whose chain is known to be in order. */
    static byte[] read(Volume volume, FatGeometry geometry, FatTable table, int first, int clusters)
        throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(clusters * geometry.clusterBytes());
        int cluster = first;
        for (int i = 0; i < clusters; i++) {
            bytes.limit(bytes.position() + geometry.clusterBytes());
            volume.read(geometry.clusterAt(cluster), bytes);
            cluster = i + 1 < clusters ? table.following(cluster) : cluster;
        }
        return bytes.array();
    }
}
