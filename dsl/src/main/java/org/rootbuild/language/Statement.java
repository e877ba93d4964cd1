package org.rootbuild.language;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One statement of a script as it was parsed, with the place where it stands.
 *
 * @param word     the word of the language that it begins with: {@code root} in {@code root('a') {}}, {@code param} in
 *                 {@code int n = param('n', 1, '')}; empty where it begins with none
 * @param label    what that word names, where it is a plain text: {@code a}
 * @param declares the variables, or the function, that it declares
 * @param calls    the names of everything that is called on nothing, at any depth
 * @param opens    those of them that are called with a block
 * @param uses     the names of the variables and functions of around it that it mentions, at any depth
 * @param value    what a declaration gives the variable
 * @param body     what stands between the braces of the block that the word opens
 * @param inside   the statements of that block
 */
public record Statement(Form form, String word, Optional<String> label, List<String> declares, Set<String> calls,
                        Set<String> opens, Set<String> uses, Span span, Optional<Span> value, Optional<Span> body,
                        List<Statement> inside) {
    /** What kind of statement. */
    public enum Form {
        /** A word and its arguments. */
        WORD,
        /** A variable. */
        VARIABLE,
        /** A function. */
        FUNCTION,
        /** A class. */
        TYPE,
        /** An import. */
        IMPORT,
        /** Anything else: a loop, an assignment, an expression. */
        OTHER
    }

    public Statement {
        Objects.requireNonNull(form);
        Objects.requireNonNull(word);
        Objects.requireNonNull(label);
        declares = List.copyOf(declares);
        calls = Set.copyOf(calls);
        opens = Set.copyOf(opens);
        uses = Set.copyOf(uses);
        Objects.requireNonNull(span);
        Objects.requireNonNull(value);
        Objects.requireNonNull(body);
        inside = List.copyOf(inside);
    }

    /** Whether it is that word, naming that. */
    public boolean isNamed(String wantedWord, String wantedLabel) {
        return word.equals(wantedWord) && label.equals(Optional.of(wantedLabel));
    }
}
