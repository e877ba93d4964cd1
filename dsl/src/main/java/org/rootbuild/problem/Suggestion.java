package org.rootbuild.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The nearest known word to one that was misspelt. */
public final class Suggestion {
    private Suggestion() {
    }

    /** The known word nearest to {@code word}, if one is near enough for a person to have meant it. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int limit = word.length() / 3 + (word.length() > 4 ? 1 : 0) + (word.length() == 2 ? 1 : 0);
        return known.stream()
            .distinct()
            .map(candidate -> new Scored(candidate, distance(lower(word), lower(candidate))))
            .filter(scored -> scored.distance() <= limit)
            .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::word))
            .map(Scored::word);
    }

    /** {@code ""}, or {@code " Did you mean 'x'?"} with its leading blank, ready to be put behind a sentence. */
    public static String sentence(String word, Collection<String> known) {
        return nearest(word, known).map(near -> " Did you mean '" + near + "'?").orElse("");
    }

    private record Scored(String word, int distance) {
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Damerau's distance (insert, delete, replace, swap of neighbours), in edits. */
    private static int distance(String left, String right) {
        int[][] edits = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            edits[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            edits[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int replace = edits[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                edits[i][j] = Math.min(replace, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
                if (i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
                    && left.charAt(i - 2) == right.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[left.length()][right.length()];
    }
}
