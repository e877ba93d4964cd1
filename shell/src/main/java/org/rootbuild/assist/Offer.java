package org.rootbuild.assist;

import java.util.List;

/**
 * What may stand at the cursor.
 *
 * @param start where the word begins that is being written, which a suggestion replaces up to the cursor
 */
record Offer(int start, List<Suggestion> suggestions) {
    Offer {
        suggestions = List.copyOf(suggestions);
    }

    static Offer nothing(int cursor) {
        return new Offer(cursor, List.of());
    }

    Offer moved(int by) {
        return new Offer(start + by, suggestions);
    }
}
