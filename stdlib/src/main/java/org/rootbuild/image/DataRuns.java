package org.rootbuild.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.rootbuild.volume.JoinedRanges;
import org.rootbuild.volume.Range;
import org.rootbuild.volume.Volume;

/**
 * Where a volume has data, in whole blocks of 4096 bytes: what is between them are holes. Holes of less than 64 KiB
 * count as data, so that there are not more runs than are worth it, and so do those that somebody counts on.
 */
final class DataRuns {
    static final int BLOCK_BYTES = 4096;

    private final Volume volume;
    private final List<Range> wanted;

    DataRuns(Volume volume) {
        this(volume, List.of());
    }

    /** @param wanted what counts as data though it may be a hole, sorted and apart from one another */
    DataRuns(Volume volume, List<Range> wanted) {
        this.volume = volume;
        this.wanted = wanted;
    }

    /** The first run at or behind a block's beginning; only the volume's last may end inside a block. */
    Optional<Range> next(long from) throws IOException {
        Optional<Range> found = nearest(from);
        if (found.isEmpty()) {
            return found;
        }
        long begin = Math.max(from, found.get().at() / BLOCK_BYTES * BLOCK_BYTES);
        long end = roundedUp(found.get().end());
        while (end < volume.sizeBytes()) {
            Optional<Range> more = nearest(end);
            if (more.isEmpty() || more.get().at() >= end + JoinedRanges.LEAST_GAP_BYTES) {
                break;
            }
            end = roundedUp(more.get().end());
        }
        return Optional.of(new Range(begin, end - begin));
    }

    /** The first that is data or wanted, from this place on; the rest of it may follow at once. */
    private Optional<Range> nearest(long from) throws IOException {
        Optional<Range> data = from >= volume.sizeBytes() ? Optional.empty() : volume.nextData(from);
        Optional<Range> other = nextWanted(from);
        if (data.isEmpty() || other.isEmpty()) {
            return data.or(() -> other);
        }
        return other.get().at() < data.get().at() ? other : data;
    }

    private Optional<Range> nextWanted(long from) {
        int low = 0;
        int high = wanted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (wanted.get(middle).end() > from) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == wanted.size()) {
            return Optional.empty();
        }
        long begin = Math.max(from, wanted.get(low).at());
        return Optional.of(new Range(begin, wanted.get(low).end() - begin));
    }

    private long roundedUp(long at) {
        return Math.min(volume.sizeBytes(), (at + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES);
    }
}
