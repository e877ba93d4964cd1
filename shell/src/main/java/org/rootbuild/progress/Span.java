package org.rootbuild.progress;

import java.util.Locale;

/** How long something took, as people say it. */
public final class Span {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Span() {
    }

    /** {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 1 h 20 min}. */
    public static String shown(long millis) {
        if (millis < SECOND) {
            return Math.max(0, millis) + " ms";
        } else if (millis < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        } else if (millis < HOUR) {
            return millis / MINUTE + " min " + millis % MINUTE / SECOND + " s";
        }
        return millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
    }
}
