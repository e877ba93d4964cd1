package org.rootbuild.verbs;

import org.rootbuild.language.Options;
import org.rootbuild.model.Value;

/** The text that {@code write} takes as the named argument {@code indented:}. */
final class TextOption {
    static final String INDENTED = "indented";
    static final String ABOUT = "the text, indented as the recipe is: what all its lines begin with is taken away, and"
        + " so are the line break behind the opening quotes and the blanks before the closing ones";

    private TextOption() {
    }

    /** The type checker has seen that it is there. */
    static Value of(Options given) {
        return given.find(INDENTED, CharSequence.class).map(IndentedText::of).orElse(new Value.Text(""));
    }
}
