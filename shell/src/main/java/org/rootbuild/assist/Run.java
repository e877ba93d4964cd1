package org.rootbuild.assist;

import java.util.Objects;

/**
 * A piece of text of one kind.
 *
 * @param start index of its first character
 * @param end   index behind its last one
 */
public record Run(int start, int end, Kind kind) {
    public Run {
        Objects.requireNonNull(kind);
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no text from " + start + " to " + end);
        }
    }
}
