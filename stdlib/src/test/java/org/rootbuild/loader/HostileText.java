package org.rootbuild.loader;

import java.util.Random;

/** Texts that mean something else to whoever takes them apart wrongly. */
final class HostileText {
    private static final String[] PARTS = {"$", "$root", "${prefix}", "\"", "'", "\\", "`", ";", "&&", "|", "<", ">",
        "{",
        "}", "(", ")", "[", "]", "#", "*", "?", "~", "!", "%s", "=", ",", ".", "/", "//", "-", "--", "@", "^", "é",
        "漢字",
        "😀", "\u00a0", "\u202e", " ", "  ", "a", "B", "7", "fi", "menuentry", "\\n", "$(reboot)", "_", ":", "+"};

    private final Random random;

    HostileText(long seed) {
        this.random = new Random(seed);
    }

    /** @param without characters that it must not hold */
    String next(int mostParts, String without) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(mostParts);
        while (parts > 0) {
            String part = PARTS[random.nextInt(PARTS.length)];
            if (part.chars().noneMatch(one -> without.indexOf(one) >= 0)) {
                text.append(part);
                parts--;
            }
        }
        return text.toString();
    }
}
