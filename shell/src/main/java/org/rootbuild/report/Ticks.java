package org.rootbuild.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The marks of an axis of time: at round places, not too many, all in one form. */
final class Ticks {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long[] STEPS = {1, 2, 5, 10, 20, 50, 100, 200, 500, SECOND, 2 * SECOND, 5 * SECOND,
        10 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
        HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR};
    private static final int MOST = 9;

    /** A mark, in milliseconds, and what stands at it. */
    record Tick(long millis, String label) {
    }

    private Ticks() {
    }

    /** The marks from {@code from} to {@code to}, both in milliseconds. */
    static List<Tick> of(double from, double to) {
        long step = step(to - from);
        List<Tick> ticks = new ArrayList<>();
        for (long at = (long) Math.ceil(from / step) * step; at <= to; at += step) {
            ticks.add(new Tick(at, label(at, step, to)));
        }
        return ticks;
    }

    private static long step(double length) {
        for (long step : STEPS) {
            if (length / step <= MOST) {
                return step;
            }
        }
        long days = 24 * HOUR;
        return (long) Math.ceil(length / MOST / days) * days;
    }

    private static String label(long at, long step, double end) {
        if (at == 0) {
            return "0";
        } else if (end < SECOND) {
            return at + " ms";
        } else if (end < 2 * MINUTE) {
            int decimals = step < 10 ? 3 : step < 100 ? 2 : step < SECOND ? 1 : 0;
            return String.format(Locale.ROOT, "%." + decimals + "f s", at / (double) SECOND);
        } else if (end < 2 * HOUR) {
            String seconds = step < SECOND ? String.format(Locale.ROOT, "%04.1f", at % MINUTE / (double) SECOND)
                : String.format(Locale.ROOT, "%02d", at % MINUTE / SECOND);
            return step % MINUTE == 0 ? at / MINUTE + " min" : at / MINUTE + ":" + seconds;
        }
        return step % HOUR == 0 ? at / HOUR + " h"
            : String.format(Locale.ROOT, "%d:%02d h", at / HOUR, at % HOUR / MINUTE);
    }
}
