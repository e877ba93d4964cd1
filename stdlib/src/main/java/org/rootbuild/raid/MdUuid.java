package org.rootbuild.raid;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The UUID of an array, in the form that {@code mdadm} has: four groups of eight digits in lower case. */
public record MdUuid(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(:[0-9a-f]{8}){3}");

    public MdUuid {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no UUID of an array: " + text);
        }
    }

    /** Reads {@code 5d279172:1ed20bf2:3017a5a8:c86610be} and the form with hyphens; empty for anything else. */
    public static Optional<MdUuid> parse(String text) {
        String digits = text.replaceAll("[-:.]", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        return Optional.of(new MdUuid(String.join(":", digits.substring(0, 8), digits.substring(8, 16),
            digits.substring(16, 24), digits.substring(24))));
    }

    /** One of the four groups. */
    int word(int group) {
        return Integer.parseUnsignedInt(text.substring(group * 9, group * 9 + 8), 16);
    }

    static MdUuid of(int first, int second, int third, int fourth) {
        return new MdUuid(String.format("%08x:%08x:%08x:%08x", first, second, third, fourth));
    }

    @Override
    public String toString() {
        return text;
    }
}
