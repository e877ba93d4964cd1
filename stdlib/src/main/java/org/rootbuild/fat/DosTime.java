package org.rootbuild.fat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A time as FAT has it, always taken as UTC: the format knows no zone.
 *
 * @param date   year since 1980, month and day in 7, 4 and 5 bits
 * @param time   hour, minute and half seconds in 5, 6 and 5 bits
 * @param tenths hundredths of a second that {@code time} lacks, 0 to 199; only times of creation have them
 */
record DosTime(int date, int time, int tenths) {
    /** 1980-01-01 00:00:00. */
    static final long FIRST_SECOND = 315532800L;
    /** 2107-12-31 23:59:58. */
    static final long LAST_SECOND = 4354819198L;

    /** What is out of range becomes the nearest time that is not. */
    static DosTime of(long epochSeconds) {
        long second = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, epochSeconds));
        LocalDateTime at = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        return new DosTime(at.getYear() - 1980 << 9 | at.getMonthValue() << 5 | at.getDayOfMonth(),
            at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2, at.getSecond() % 2 * 100);
    }

    static boolean holds(long epochSeconds) {
        return epochSeconds >= FIRST_SECOND && epochSeconds <= LAST_SECOND;
    }

    /** Seconds since 1970; a date that is none, such as 0, becomes the first one. */
    long epochSeconds() {
        int month = Math.max(1, Math.min(12, date >> 5 & 15));
        LocalDateTime first = LocalDateTime.of(1980 + (date >> 9), month, 1, 0, 0);
        int day = Math.max(1, Math.min(first.toLocalDate().lengthOfMonth(), date & 31));
        return first.withDayOfMonth(day).toEpochSecond(ZoneOffset.UTC) + Math.min(23, time >> 11) * 3600L
            + Math.min(59, time >> 5 & 63) * 60L + Math.min(29, time & 31) * 2L;
    }
}
