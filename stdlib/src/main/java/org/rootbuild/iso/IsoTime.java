package org.rootbuild.iso;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time of a volume descriptor (ECMA-119, 8.4.26.1), kept as it is written: GRUB finds an ISO by the digits of the
 * time of its last change, hundredths of a second included.
 *
 * @param digits      year, month, day, hour, minute, second, hundredths: 16 digits; 16 zeros mean "not told"
 * @param zoneQuarters the time zone's distance from UTC in quarters of an hour, -48 to 52
 */
public record IsoTime(String digits, int zoneQuarters) {
    /** No time. */
    public static final IsoTime NONE = new IsoTime("0000000000000000", 0);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    public IsoTime {
        if (!digits.matches("[0-9]{16}") || zoneQuarters < -128 || zoneQuarters > 127) {
            throw new IllegalArgumentException("not a time of a volume: " + digits + ", zone " + zoneQuarters);
        }
    }

    /** In UTC; {@link #NONE} for what four digits of a year do not reach. */
    public static IsoTime at(long epochSeconds) {
        Instant instant = Instant.ofEpochSecond(epochSeconds);
        String seconds = SECONDS.format(instant.atOffset(ZoneOffset.UTC));
        return seconds.matches("[0-9]{14}") ? new IsoTime(seconds + "00", 0) : NONE;
    }
}
