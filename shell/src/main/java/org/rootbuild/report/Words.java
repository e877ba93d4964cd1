package org.rootbuild.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.rootbuild.model.Size;

/** Times, sizes and numbers as the page writes them. */
final class Words {
    private static final DateTimeFormatter DAY_AND_TIME =
        DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {
    }

    /** With the day, without the zone: it is always UTC. */
    static String moment(Instant at) {
        return DAY_AND_TIME.format(at);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Of a negative number of bytes, which is not known, nothing. */
    static String size(long bytes) {
        return bytes < 0 ? "" : new Size(bytes).toString();
    }

    /** With thin spaces between thousands. */
    static String number(long number) {
        StringBuilder digits = new StringBuilder(Long.toString(number));
        for (int i = digits.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
            digits.insert(i, '\u2009');
        }
        return digits.toString();
    }

    static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** A share of a whole as CSS has it, to a hundredth of a percent. There are thousands on a page. */
    static String percent(double share) {
        long hundredths = Math.round(Math.max(0, Math.min(1, share)) * 10_000);
        long rest = hundredths % 100;
        return hundredths / 100 + (rest == 0 ? "" : "." + (rest < 10 ? "0" : "") + rest) + "%";
    }
}
