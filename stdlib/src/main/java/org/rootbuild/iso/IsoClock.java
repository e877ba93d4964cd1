package org.rootbuild.iso;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** The times of files, in the two ways in which they are written. What is no time reads as 1970. */
final class IsoClock {
    static final int SHORT_BYTES = 7;
    static final int LONG_BYTES = 17;
    private static final int DAY_SECONDS = 86400;

    private IsoClock() {
    }

    /** Seven bytes (ECMA-119, 9.1.5), as seconds since 1970. */
    static long recorded(byte[] bytes, int at) {
        return seconds(1900 + (bytes[at] & 0xff), bytes[at + 1], bytes[at + 2], bytes[at + 3], bytes[at + 4],
            bytes[at + 5], bytes[at + 6]);
    }

    /** Sixteen digits and a zone (ECMA-119, 8.4.26.1), as seconds since 1970. */
    static long written(byte[] bytes, int at) {
        String digits = new String(bytes, at, LONG_BYTES - 1, StandardCharsets.ISO_8859_1);
        return digits.matches("[0-9]{16}") ? seconds(part(digits, 0, 4), part(digits, 4, 6), part(digits, 6, 8),
            part(digits, 8, 10), part(digits, 10, 12), part(digits, 12, 14), bytes[at + LONG_BYTES - 1]) : 0;
    }

    private static int part(String digits, int from, int to) {
        return Integer.parseInt(digits.substring(from, to));
    }

    private static long seconds(int year, int month, int day, int hour, int minute, int second, int zoneQuarters) {
        boolean isTime = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour >= 0 && hour < 24 && minute >= 0
            && minute < 60 && second >= 0 && second <= 60;
        return isTime ? LocalDate.of(year, month, 1).plusDays(day - 1L).toEpochDay() * DAY_SECONDS + hour * 3600L
            + minute * 60L + second - zoneQuarters * 900L : 0;
    }
}
