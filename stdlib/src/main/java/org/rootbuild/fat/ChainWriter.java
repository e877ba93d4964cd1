package org.rootbuild.fat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.rootbuild.volume.Volume;

/** Writes a new chain of clusters with the bytes of a stream. */
final class ChainWriter {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Volume volume;
    private final FatGeometry geometry;
    private final Clusters clusters;
    private int first;
    private int last;
    private long sizeBytes;

    ChainWriter(Volume volume, FatGeometry geometry, Clusters clusters) {
        this.volume = volume;
        this.geometry = geometry;
        this.clusters = clusters;
    }

    /** 0 as long as there is nothing. */
    int first() {
        return first;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** @param expectedBytes how many there will be, as far as it is known, so that they can lie together */
    void write(InputStream content, long expectedBytes) throws IOException {
        byte[] buffer = new byte[Math.max(BUFFER_BYTES, geometry.clusterBytes())];
        int count = content.readNBytes(buffer, 0, buffer.length);
        while (count > 0) {
            if (sizeBytes + count > FatPlan.LARGEST_FILE_BYTES) {
                throw new org.rootbuild.problem.Failure("no file on FAT can have more than "
                    + FatPlan.LARGEST_FILE_BYTES + " bytes", "Split it, or take a filesystem such as ext4.");
            }
            put(buffer, count, geometry.clustersOf(Math.max(count, expectedBytes - sizeBytes)));
            sizeBytes += count;
            count = content.readNBytes(buffer, 0, buffer.length);
        }
    }

    /** Whole clusters except at the end of the file, each run of neighbours written at once. */
    private void put(byte[] buffer, int count, long wanted) throws IOException {
        int size = geometry.clusterBytes();
        int done = 0;
        while (done < count) {
            int start = last != 0 && clusters.isFree(last + 1) ? last + 1 : clusters.find(wanted);
            int cluster = start;
            int from = done;
            while (done < count && clusters.isFree(cluster)) {
                clusters.take(cluster, last);
                first = first == 0 ? cluster : first;
                last = cluster++;
                done = Math.min(count, done + size);
            }
            volume.write(geometry.clusterAt(start), ByteBuffer.wrap(buffer, from, done - from));
            clearTail(last, (done - from) % size);
        }
    }

    /** What lies behind the end of a file is not ours to give away. */
    private void clearTail(int cluster, int filled) throws IOException {
        if (filled > 0) {
            volume.write(geometry.clusterAt(cluster) + filled, ByteBuffer.allocate(geometry.clusterBytes() - filled));
        }
    }
}
