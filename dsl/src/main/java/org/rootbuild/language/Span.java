package org.rootbuild.language;

/**
 * A part of a text.
 *
 * @param start the first character, from 0
 * @param end   behind the last
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no part of a text: " + start + " to " + end);
        }
    }

    /** That part. */
    public String in(String text) {
        return text.substring(start, end);
    }

    public boolean holds(int position) {
        return start <= position && position < end;
    }

    /** The same part with other words in its place. */
    public String replaced(String text, String words) {
        return text.substring(0, start) + words + text.substring(end);
    }
}
