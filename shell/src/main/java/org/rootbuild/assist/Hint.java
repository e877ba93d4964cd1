package org.rootbuild.assist;

import java.util.List;
import java.util.Objects;

/**
 * What the arguments at the cursor are.
 *
 * @param forms         how the verb, method or command is called, one line each; at least one
 * @param about         what it does; may be empty
 * @param argument      the named argument that the cursor stands in, with its colon; may be empty
 * @param argumentAbout what that argument is
 */
public record Hint(List<String> forms, String about, String argument, String argumentAbout) {
    public Hint {
        forms = List.copyOf(forms);
        if (forms.isEmpty()) {
            throw new IllegalArgumentException("a hint without a form");
        }
        Objects.requireNonNull(about);
        Objects.requireNonNull(argument);
        Objects.requireNonNull(argumentAbout);
    }
}
