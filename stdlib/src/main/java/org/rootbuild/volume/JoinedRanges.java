package org.rootbuild.volume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges that are added in the order of their places and become one where they touch or nearly do: there is never more
 * than one for each {@link #LEAST_GAP_BYTES} of a volume, however it is torn to pieces. Not safe for use by several
 * threads.
 */
public final class JoinedRanges {
    /** 64 KiB. */
    public static final int LEAST_GAP_BYTES = 1 << 16;

    private final List<Range> ranges = new ArrayList<>();

    /** Those that may overlap and stand in any order. */
    public static List<Range> of(List<Range> loose) {
        JoinedRanges joined = new JoinedRanges();
        loose.stream().sorted(Comparator.comparingLong(Range::at)).forEach(joined::add);
        return joined.list();
    }

    /** Adds one that does not begin before the one that was added last. */
    public void add(Range next) {
        if (next.lengthBytes() == 0) {
            return;
        }
        int last = ranges.size() - 1;
        if (last >= 0 && next.at() < ranges.get(last).at()) {
            throw new IllegalArgumentException(next + " comes before " + ranges.get(last));
        }
        if (last >= 0 && next.at() - ranges.get(last).end() < LEAST_GAP_BYTES) {
            long at = ranges.get(last).at();
            ranges.set(last, new Range(at, Math.max(ranges.get(last).end(), next.end()) - at));
        } else {
            ranges.add(next);
        }
    }

    public List<Range> list() {
        return List.copyOf(ranges);
    }
}
