package org.rootbuild.overlay;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Shows what differs in two long texts or lists. */
final class Differences {
    private Differences() {
    }

    static String between(Object expected, Object found) {
        Set<Object> missing = lines(expected);
        Set<Object> extra = lines(found);
        Set<Object> both = new LinkedHashSet<>(missing);
        both.retainAll(extra);
        missing.removeAll(both);
        extra.removeAll(both);
        return "\n  expected: " + missing + "\n  found: " + extra;
    }

    private static Set<Object> lines(Object of) {
        if (of instanceof Map<?, ?> map) {
            return new LinkedHashSet<>(map.entrySet());
        }
        return of instanceof Collection<?> all ? new LinkedHashSet<>(all)
            : new LinkedHashSet<>(Arrays.asList(of.toString().split("\n")));
    }
}
