package org.rootbuild.debian;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Debian orders it (Debian Policy 5.6.12).
 *
 * @param epoch    0 where the text names none
 * @param upstream the part between epoch and revision
 * @param revision empty where the text names none, which counts as 0
 */
public record DebianVersion(int epoch, String upstream, String revision) implements Comparable<DebianVersion> {
    private static final Pattern FORM =
        Pattern.compile("(?:(\\d{1,9}):)?([0-9A-Za-z.+:~-]*?[0-9A-Za-z.+:~])(?:-([0-9A-Za-z.+~]+))?");

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public static DebianVersion parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        boolean isForm = text.length() <= 1000 && matcher.matches()
            && (matcher.group(1) != null || !matcher.group(2).contains(":"));
        if (!isForm) {
            throw new IllegalArgumentException("'" + text + "' is no Debian version");
        }
        int epoch = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        return new DebianVersion(epoch, matcher.group(2), matcher.group(3) == null ? "" : matcher.group(3));
    }

    /** Orders by age. Two versions that compare as equal may be written differently ({@code 1.0} and {@code 1.0-0}). */
    @Override
    public int compareTo(DebianVersion other) {
        if (epoch != other.epoch) {
            return Integer.compare(epoch, other.epoch);
        }
        int byUpstream = compare(upstream, other.upstream);
        return byUpstream != 0 ? byUpstream : compare(revision, other.revision);
    }

    /** Compares runs of non-digits and runs of digits by turns, from the left. */
    private static int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() || j < right.length()) {
            while (i < left.length() && !isDigit(left.charAt(i)) || j < right.length() && !isDigit(right.charAt(j))) {
                int byOrder = Integer.compare(order(left, i), order(right, j));
                if (byOrder != 0) {
                    return byOrder;
                }
                i++;
                j++;
            }
            int iEnd = digitsEnd(left, i);
            int jEnd = digitsEnd(right, j);
            int byNumber = compareNumbers(left.substring(i, iEnd), right.substring(j, jEnd));
            if (byNumber != 0) {
                return byNumber;
            }
            i = iEnd;
            j = jEnd;
        }
        return 0;
    }

    /** A tilde comes before the end, the end before letters, letters before everything else. */
    private static int order(String text, int at) {
        if (at >= text.length() || isDigit(text.charAt(at))) {
            return 0;
        }
        char c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ? c : c + 256;
    }

    private static int digitsEnd(String text, int from) {
        int at = Math.min(from, text.length());
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int compareNumbers(String left, String right) {
        String l = left.replaceFirst("^0+", "");
        String r = right.replaceFirst("^0+", "");
        return l.length() != r.length() ? Integer.compare(l.length(), r.length()) : Integer.signum(l.compareTo(r));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return (epoch == 0 ? "" : epoch + ":") + upstream + (revision.isEmpty() ? "" : "-" + revision);
    }
}
