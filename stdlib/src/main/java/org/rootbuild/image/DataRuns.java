package org.rootbuild.image;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Where a volume has data, in whole blocks of 4096 bytes: what is between them are holes. Holes of less than 64 KiB
 * count as data, so that there are not more runs than are worth it.
 */
final class DataRuns {
    static final int BLOCK_BYTES = 4096;
    private static final int SMALLEST_HOLE = 1 << 16;

    private final Volume volume;

    DataRuns(Volume volume) {
        this.volume = volume;
    }

    /** The first run at or behind a block's beginning; only the volume's last may end inside a block. */
    Optional<Range> next(long from) throws IOException {
        Optional<Range> found = from >= volume.sizeBytes() ? Optional.empty() : volume.nextData(from);
        if (found.isEmpty()) {
            return found;
        }
        long begin = Math.max(from, found.get().at() / BLOCK_BYTES * BLOCK_BYTES);
        long end = roundedUp(found.get().end());
        while (end < volume.sizeBytes()) {
            Optional<Range> more = volume.nextData(end);
            if (more.isEmpty() || more.get().at() >= end + SMALLEST_HOLE) {
                break;
            }
            end = roundedUp(more.get().end());
        }
        return Optional.of(new Range(begin, end - begin));
    }

    private long roundedUp(long at) {
        return Math.min(volume.sizeBytes(), (at + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES);
    }
}
