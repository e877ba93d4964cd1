package org.rootbuild.language;

import java.math.BigDecimal;
import java.time.Duration;
import org.rootbuild.model.Size;
import org.rootbuild.verb.Doc;
import org.rootbuild.verb.Verb;

/** Sizes and durations as words on numbers: {@code 64.MiB}, {@code 90.seconds}. */
public final class Amounts implements Verb.Word {
    @Override
    public String name() {
        return "amounts";
    }

    @Doc("Bytes.")
    public static Size getB(Number self) {
        return size(self, 1);
    }

    @Doc("1,024 bytes.")
    public static Size getKiB(Number self) {
        return size(self, 1L << 10);
    }

    @Doc("1,024 KiB.")
    public static Size getMiB(Number self) {
        return size(self, 1L << 20);
    }

    @Doc("1,024 MiB.")
    public static Size getGiB(Number self) {
        return size(self, 1L << 30);
    }

    @Doc("1,024 GiB.")
    public static Size getTiB(Number self) {
        return size(self, 1L << 40);
    }

    @Doc("1,000,000 bytes.")
    public static Size getMB(Number self) {
        return size(self, 1_000_000L);
    }

    @Doc("1,000,000,000 bytes.")
    public static Size getGB(Number self) {
        return size(self, 1_000_000_000L);
    }

    @Doc("A duration.")
    public static Duration getSeconds(Number self) {
        return duration(self, 1);
    }

    @Doc("A duration.")
    public static Duration getSecond(Number self) {
        return duration(self, 1);
    }

    @Doc("A duration.")
    public static Duration getMinutes(Number self) {
        return duration(self, 60);
    }

    @Doc("A duration.")
    public static Duration getMinute(Number self) {
        return duration(self, 60);
    }

    @Doc("A duration.")
    public static Duration getHours(Number self) {
        return duration(self, 3_600);
    }

    @Doc("A duration.")
    public static Duration getHour(Number self) {
        return duration(self, 3_600);
    }

    @Doc("A duration.")
    public static Duration getDays(Number self) {
        return duration(self, 86_400);
    }

    private static Size size(Number number, long unit) {
        try {
            return new Size(new BigDecimal(number.toString()).multiply(BigDecimal.valueOf(unit)).longValueExact());
        } catch (ArithmeticException inexact) {
            throw new Rejected(number + " times " + unit + " is no whole number of bytes that fits",
                "Use a smaller unit.");
        }
    }

    private static Duration duration(Number number, long unit) {
        try {
            long millis = new BigDecimal(number.toString()).multiply(BigDecimal.valueOf(unit * 1_000)).longValueExact();
            return Duration.ofMillis(millis);
        } catch (ArithmeticException inexact) {
            throw new Rejected(number + " times " + unit + " seconds is no whole number of milliseconds that fits",
                "Use a smaller unit.");
        }
    }
}
