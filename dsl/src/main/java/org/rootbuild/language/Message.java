package org.rootbuild.language;

import java.util.Objects;
import java.util.Optional;

/**
 * A sentence for the author of a recipe and a hint. Groovy's compiler carries errors as one text each; packed, both
 * parts travel in it.
 */
record Message(String text, String hint) {
    private static final char MARK = '\u0001';

    Message {
        Objects.requireNonNull(text);
        Objects.requireNonNull(hint);
    }

    String packed() {
        return MARK + text + MARK + hint;
    }

    /** The message in a text of the compiler, if it is one of ours. */
    static Optional<Message> unpacked(String packed) {
        if (packed.isEmpty() || packed.charAt(0) != MARK) {
            return Optional.empty();
        }
        int middle = packed.indexOf(MARK, 1);
        String hint = packed.substring(middle + 1).strip();
        return Optional.of(new Message(packed.substring(1, middle), hint));
    }
}
