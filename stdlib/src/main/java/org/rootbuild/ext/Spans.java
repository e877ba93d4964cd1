package org.rootbuild.ext;

import java.util.Arrays;

/** Runs of blocks in order, none of which touch each other; appended to only at the end. */
final class Spans {
    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private int count;

    /** Adds a run at or behind the end of the last. */
    void add(long start, long length) {
        if (count > 0 && start < ends[count - 1]) {
            throw new IllegalArgumentException("runs out of order at block " + start);
        }
        if (count > 0 && start == ends[count - 1]) {
            ends[count - 1] += length;
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        starts[count] = start;
        ends[count++] = start + length;
    }

    int count() {
        return count;
    }

    long start(int index) {
        return starts[index];
    }

    long end(int index) {
        return ends[index];
    }

    /** Index of the first run that ends behind a block; {@link #count} when none does. */
    int firstEndingBehind(long block) {
        int found = Arrays.binarySearch(ends, 0, count, block + 1);
        return found < 0 ? -found - 1 : found;
    }

    /** How many blocks of a range are in runs. */
    long within(long from, long to) {
        long sum = 0;
        for (int i = firstEndingBehind(from); i < count && starts[i] < to; i++) {
            sum += Math.min(ends[i], to) - Math.max(starts[i], from);
        }
        return sum;
    }
}
