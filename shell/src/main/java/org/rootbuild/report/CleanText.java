package org.rootbuild.report;

import java.util.regex.Pattern;

/** Text of others made fit for the page: without terminal sequences, control characters and secrets in addresses. */
final class CleanText {
    /** ECMA-48: control sequences, strings such as titles, and single escapes. */
    private static final Pattern SEQUENCES = Pattern.compile(
        "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[\\]PX^_][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\\\)"
            + "|\u001b[ -/]*[0-~]|\u009b[0-?]*[ -/]*[@-~]");
    private static final Pattern SECRET = Pattern.compile("://[^/\\s@'\"]{1,500}@");
    private static final char REPLACED = '\uFFFD';

    private CleanText() {
    }

    static String of(String text) {
        String plain = text;
        if (plain.indexOf('\u001b') >= 0 || plain.indexOf('\u009b') >= 0) {
            plain = SEQUENCES.matcher(plain).replaceAll("");
        }
        if (plain.contains("://")) {
            plain = SECRET.matcher(plain).replaceAll("://***@");
        }
        return isFit(plain) ? plain : replaced(plain);
    }

    private static boolean isFit(String text) {
        return text.codePoints().allMatch(CleanText::isFit);
    }

    /** What XML 1.0 allows, without controls, and without what turns the direction of the text around. */
    private static boolean isFit(int point) {
        boolean control = point < 0x20 && point != '\t' && point != '\n' || point >= 0x7f && point <= 0x9f;
        boolean turns = point >= 0x202a && point <= 0x202e || point >= 0x2066 && point <= 0x2069;
        boolean none = point >= 0xd800 && point <= 0xdfff || (point & 0xfffe) == 0xfffe;
        return !control && !turns && !none;
    }

    private static String replaced(String text) {
        StringBuilder fit = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isFit(point)) {
                fit.appendCodePoint(point);
            } else if (point < 0x20) {
                // The picture of the control character.
                fit.appendCodePoint(0x2400 + point);
            } else {
                fit.append(REPLACED);
            }
        });
        return fit.toString();
    }

    /** What a terminal would show of a line in which a progress bar went back to the beginning. */
    static String line(String line) {
        String plain = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        return of(plain.substring(plain.lastIndexOf('\r') + 1));
    }
}
