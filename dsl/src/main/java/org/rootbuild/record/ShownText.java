package org.rootbuild.record;

import java.util.List;
import java.util.regex.Pattern;

/** A text as it is written down: of bounded length, and without users and passwords in addresses. */
final class ShownText {
    static final int MOST_CHARACTERS = 4_000;
    private static final Pattern SECRET = Pattern.compile("://[^/\\s@'\"]{1,500}@");

    private ShownText() {
    }

    static String of(String text) {
        return SECRET.matcher(cut(text, MOST_CHARACTERS)).replaceAll("://***@");
    }

    static List<String> of(List<String> texts) {
        return texts.stream().map(ShownText::of).toList();
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text
            : text.substring(0, most) + " … (" + (text.length() - most) + " more characters)";
    }
}
