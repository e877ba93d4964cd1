package org.rootbuild.assist;

import java.util.Objects;

/**
 * Something that may stand at the cursor.
 *
 * @param text     what takes the place of the word that is being written, from {@link Completion#start} to the cursor
 * @param shown    what a list of suggestions shows for it
 * @param about    one line about it; may be empty
 * @param complete whether a blank may follow; false where more of the same word does, as behind a folder
 * @param group    what it is, as the heading of a list: {@code passes}
 */
public record Suggestion(String text, String shown, String about, boolean complete, String group) {
    public Suggestion {
        Objects.requireNonNull(text);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(about);
        Objects.requireNonNull(group);
    }
}
