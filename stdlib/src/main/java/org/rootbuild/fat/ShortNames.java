package org.rootbuild.fat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The short names of one folder, and those made up for its long names (fatgen103, "The Basis-Name Generation"). */
final class ShortNames {
    private static final int MOST_DIGITS = 6;

    private final Set<String> shorts = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Integer> next = new HashMap<>();

    /** Keeps a name that the folder shows from being made up for another one. */
    void takeName(String name) {
        names.add(ShortName.upper(name));
    }

    /** Keeps a short name from being given twice. */
    void takeShort(String name) {
        shorts.add(name);
    }

    boolean hasShort(String name) {
        return shorts.contains(name);
    }

    void free(String name, String shortName) {
        names.remove(ShortName.upper(name));
        shorts.remove(shortName);
        next.clear();
    }

    /** A short name that nothing else in the folder has, for a name that needs a long one; it is taken then. */
    ShortName make(String name) {
        int dot = name.lastIndexOf('.');
        // Dots that nothing but blanks and dots stands before begin no extension.
        boolean extended = plain(name, dot, 1).length() > 0;
        String base = plain(name, extended ? dot : name.length(), ShortName.BASE + 1);
        String extension = extended ? plain(name.substring(dot + 1), name.length(), ShortName.EXTENSION) : "";
        boolean whole = base.length() <= ShortName.BASE
            && name.equalsIgnoreCase(extension.isEmpty() ? base : base.concat(".").concat(extension));
        ShortName same = new ShortName(base, extension, 0);
        if (whole && shorts.add(same.text())) {
            return same;
        }
        return numbered(base.isEmpty() ? "_" : base, extension);
    }

    /** The first characters before a place that a short name may have, or what stands for them there. */
    private static String plain(String name, int end, int limit) {
        StringBuilder plain = new StringBuilder(limit);
        for (int i = 0; i < end && i < name.length() && plain.length() < limit; i++) {
            char one = name.charAt(i);
            if (one != '.' && one != ' ' && !Character.isLowSurrogate(one)) {
                plain.append(ShortName.plain(one) ? Character.toUpperCase(one) : '_');
            }
        }
        return plain.toString();
    }

    /** A number for each width has its own beginning, so that thousands of alike names do not search for long. */
    private ShortName numbered(String base, String extension) {
        int lowest = 1;
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            String front = base.substring(0, Math.min(base.length(), ShortName.BASE - 1 - digits));
            String key = digits + front + "." + extension;
            int number = next.getOrDefault(key, lowest);
            for (; number < lowest * 10; number++) {
                ShortName made = new ShortName(front + "~" + number, extension, 0);
                if (!names.contains(made.text()) && shorts.add(made.text())) {
                    next.put(key, number + 1);
                    return made;
                }
            }
            next.put(key, number);
            lowest *= 10;
        }
        // A folder holds at most 65,536 entries and there are 999,999 numbers.
        throw new IllegalStateException("no short name is left for " + base);
    }
}
