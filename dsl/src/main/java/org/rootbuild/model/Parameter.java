package org.rootbuild.model;

import java.util.List;
import java.util.Objects;

/**
 * A typed value of a recipe that its user may override.
 *
 * @param type         the word that messages and help use: text, whole number, yes or no, size, duration, list of
 *                     texts, secret
 * @param defaultValue what it is without {@code -P}, as {@code -P} would spell it
 * @param value        what it is in this evaluation, spelt the same way
 * @param choices      the only values allowed, spelt the same way; empty where every value of the type is
 * @param about        one sentence for the help of the recipe
 */
public record Parameter(String name, String type, String defaultValue, String value, List<String> choices, String about,
                        Location location) {
    /** The type of a secret parameter. */
    public static final String SECRET = "secret";

    public Parameter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultValue);
        Objects.requireNonNull(value);
        choices = List.copyOf(choices);
        Objects.requireNonNull(about);
        Objects.requireNonNull(location);
    }

    /** Whether its value is shown nowhere: then {@link #value} says only whether there is one. */
    public boolean isSecret() {
        return type.equals(SECRET);
    }
}
