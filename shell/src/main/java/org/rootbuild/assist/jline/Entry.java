package org.rootbuild.assist.jline;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A line of which only the word at the cursor matters.
 *
 * @param start where that word begins
 */
record Entry(String line, int cursor, int start) implements CompletingParsedLine {
    @Override
    public String word() {
        return line.substring(start, cursor);
    }

    @Override
    public int wordCursor() {
        return cursor - start;
    }

    @Override
    public int wordIndex() {
        return start == 0 ? 0 : 1;
    }

    @Override
    public List<String> words() {
        return start == 0 ? List.of(word()) : List.of(line.substring(0, start), word());
    }

    /** Suggestions are as they are to be written, quotes included. */
    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return cursor - start;
    }

    @Override
    public int rawWordLength() {
        return cursor - start;
    }
}
