package org.rootbuild.ext;

import java.io.IOException;
import java.util.Optional;
import org.rootbuild.problem.Failure;

/**
 * Looks for the smallest size that a tree fits into. What {@code mke2fs} chooses changes at certain sizes; between
 * those, what fits into less fits into more.
 */
final class SmallestSize {
    static final long HIGHEST_BYTES = 1L << 48;
    /** Sizes are rounded down to these anyway. */
    private static final long STEP = 4096;
    private static final long LOWEST_GUESS = 16;
    private static final long[] BANDS = {0, 3 << 20, 512 << 20, 4L << 40, 16L << 40, HIGHEST_BYTES};

    private final ExtOptions options;
    private final Trial trial;

    SmallestSize(ExtOptions options, Trial trial) {
        this.options = options;
        this.trial = trial;
    }

    /** @throws Failure when there is none, or the tree holds what does not depend on the size and cannot be held */
    long bytes(Inventory inventory) throws IOException, InterruptedException {
        Optional<Failure> unfit = Optional.empty();
        for (int band = 1; band < BANDS.length; band++) {
            long highest = BANDS[band] - STEP;
            try {
                if (inventory.solidBytes() <= highest && trial.fits(highest).isPresent()) {
                    return smallest(BANDS[band - 1] / STEP, highest / STEP) * STEP;
                }
            } catch (Failure cannotHold) {
                unfit = Optional.of(cannotHold);
            }
        }
        throw unfit.orElseGet(() -> new Failure("the tree does not fit into any " + options.revision().word()
            + " of up to " + HIGHEST_BYTES + " bytes", "Split it over several filesystems."));
    }

    /** By counting first, then by laying the tree out around what was found; {@code highest} fits. */
    private long smallest(long lowest, long highest) throws IOException, InterruptedException {
        long found = counted(lowest, highest);
        return fits(found) ? down(lowest, found) : up(found, highest);
    }

    private boolean fits(long steps) throws IOException, InterruptedException {
        return trial.fits(steps * STEP).isPresent();
    }

    private long down(long lowest, long fitting) throws IOException, InterruptedException {
        long high = fitting;
        long step = 1;
        while (high > lowest + 1) {
            long low = Math.max(lowest, high - step);
            if (!fits(low)) {
                return between(low, high);
            }
            high = low;
            step *= 2;
        }
        return high;
    }

    private long up(long unfit, long highest) throws IOException, InterruptedException {
        long low = unfit;
        long step = 1;
        while (low + step < highest) {
            if (fits(low + step)) {
                return between(low, low + step);
            }
            low += step;
            step *= 2;
        }
        return between(low, highest);
    }

    private long counted(long lowest, long highest) {
        long low = lowest;
        long high = highest;
        // Upwards by doubling first: frames of many TiB are costly, and trees are mostly small.
        for (long guess = Math.max(LOWEST_GUESS, lowest); guess < high; guess *= 2) {
            if (trial.seemsToFit(guess * STEP)) {
                high = guess;
            } else {
                low = guess;
            }
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (trial.seemsToFit(middle * STEP)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** {@code high} fits; {@code low} does not, or is the lowest that was looked at. */
    private long between(long low, long high) throws IOException, InterruptedException {
        long below = low;
        long above = high;
        while (above - below > 1) {
            long middle = below + (above - below) / 2;
            if (fits(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }
}
