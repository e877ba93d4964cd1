package org.rootbuild.fat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A name of at most 8 and 3 characters in upper case, which every entry has.
 *
 * @param base      1 to 8 characters of ASCII
 * @param extension at most 3
 * @param caseFlags 8: show the base in lower case, 16: the extension
 */
record ShortName(String base, String extension, int caseFlags) {
    static final int BASE = 8;
    static final int EXTENSION = 3;
    private static final int LOWER_BASE = 8;
    private static final int LOWER_EXTENSION = 16;
    private static final String SIGNS = "!#$%&'()-@^_`{}~";
    /** What the bytes above 127 mean where nobody says which code page was meant: that of Linux by default. */
    private static final Charset OEM = Charset.forName("IBM437");

    /** The short name that says all of this name; empty when there is none and a long name is needed. */
    static Optional<ShortName> exactly(String name) {
        int dot = name.indexOf('.');
        String base = dot < 0 ? name : name.substring(0, dot);
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        boolean fits = !base.isEmpty() && base.length() <= BASE && extension.length() <= EXTENSION
            && dot != name.length() - 1 && fit(base) && fit(extension);
        if (!fits) {
            return Optional.empty();
        }
        int flags = (base.equals(upper(base)) ? 0 : LOWER_BASE)
            | (extension.equals(upper(extension)) ? 0 : LOWER_EXTENSION);
        return Optional.of(new ShortName(upper(base), upper(extension), flags));
    }

    /** Whether all are allowed and no letter is of another case than the others. */
    private static boolean fit(String part) {
        boolean oneCase = part.equals(upper(part)) || part.equals(part.toLowerCase(Locale.ROOT));
        return oneCase && part.chars().allMatch(one -> plain((char) one));
    }

    /** Whether the character may be in a short name, in upper case. */
    static boolean plain(char one) {
        return one >= '0' && one <= '9' || one >= 'A' && one <= 'Z' || one >= 'a' && one <= 'z'
            || SIGNS.indexOf(one) >= 0;
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    byte[] bytes() {
        byte[] bytes = new byte[DirectoryRecord.NAME_BYTES];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(base.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, base.length());
        System.arraycopy(extension.getBytes(StandardCharsets.US_ASCII), 0, bytes, BASE, extension.length());
        return bytes;
    }

    /** As people write it, without its case flags. */
    String text() {
        return extension.isEmpty() ? base : base + "." + extension;
    }

    /** A label is one word of 11 characters: it has no dot between the eighth and the ninth. */
    static String label(byte[] bytes) {
        return new String(bytes, OEM).stripTrailing();
    }

    /** The name that a short entry alone shows; with {@code caseFlags} 0, as it is stored. */
    static String shown(byte[] bytes, int caseFlags) {
        String base = new String(bytes, 0, BASE, OEM).stripTrailing();
        String extension = new String(bytes, BASE, EXTENSION, OEM).stripTrailing();
        base = (caseFlags & LOWER_BASE) == 0 ? base : base.toLowerCase(Locale.ROOT);
        extension = (caseFlags & LOWER_EXTENSION) == 0 ? extension : extension.toLowerCase(Locale.ROOT);
        return extension.isEmpty() ? base : base + "." + extension;
    }
}
