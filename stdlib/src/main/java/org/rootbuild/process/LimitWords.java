package org.rootbuild.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A time limit as a person would have written it. */
public final class LimitWords {
    private LimitWords() {
    }

    /** {@code 250 ms}, {@code 1.5 s}, {@code 90 s}, {@code 2 min}, {@code 1 h 30 min}. */
    public static String of(Duration limit) {
        boolean whole = limit.toMillisPart() == 0;
        if (limit.toSeconds() < 1) {
            return limit.toMillis() + " ms";
        } else if (limit.toSeconds() < 120 && limit.toSecondsPart() != 0 || !whole) {
            return (whole ? Long.toString(limit.toSeconds()) : Double.toString(limit.toMillis() / 1000.0)) + " s";
        }
        List<String> parts = new ArrayList<>();
        add(parts, limit.toHours(), "h");
        add(parts, limit.toMinutesPart(), "min");
        add(parts, limit.toSecondsPart(), "s");
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, long amount, String unit) {
        if (amount > 0) {
            parts.add(amount + " " + unit);
        }
    }
}
