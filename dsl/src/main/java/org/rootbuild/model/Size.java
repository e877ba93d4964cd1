package org.rootbuild.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, as recipes write it: {@code 64.MiB}. */
public record Size(long bytes) implements Comparable<Size>, Extent {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)?");
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};

    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is at least 0: " + bytes);
        }
    }

    /**
     * Reads {@code 64MiB}, {@code 2 GB} or {@code 512} (bytes).
     *
     * @throws IllegalArgumentException with a sentence when the text has another form
     */
    public static Size parse(String text) {
        Matcher matcher = FORM.matcher(text.trim());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size; write it like 512, 64MiB or 2GB");
        }
        long factor = factor(matcher.group(2) == null ? "B" : matcher.group(2));
        try {
            return new Size(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw new IllegalArgumentException("'" + text + "' is more than this machine can count", tooLarge);
        }
    }

    private static long factor(String unit) {
        return switch (unit) {
            case "B" -> 1;
            case "kB" -> 1_000L;
            case "MB" -> 1_000_000L;
            case "GB" -> 1_000_000_000L;
            case "TB" -> 1_000_000_000_000L;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            case "TiB" -> 1L << 40;
            default -> throw new IllegalArgumentException("unknown unit: " + unit);
        };
    }

    public Size plus(Size other) {
        return new Size(Math.addExact(bytes, other.bytes));
    }

    public Size minus(Size other) {
        return new Size(Math.subtractExact(bytes, other.bytes));
    }

    public Size multiply(long factor) {
        return new Size(Math.multiplyExact(bytes, factor));
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The largest binary unit that shows the number with at most one decimal: {@code 64 MiB}, {@code 1.4 GiB}. */
    @Override
    public String toString() {
        int unit = 0;
        double scaled = bytes;
        while (scaled >= 1024 && unit < BINARY.length - 1) {
            scaled /= 1024;
            unit++;
        }
        boolean whole = unit == 0 || scaled == Math.rint(scaled);
        return (whole ? String.valueOf((long) scaled) : String.format(Locale.ROOT, "%.1f", scaled)) + " "
            + BINARY[unit];
    }
}
