package org.rootbuild.language;

import java.util.Objects;
import org.rootbuild.model.Value;

/**
 * What a recipe holds of a secret parameter: its name, and what tells one value from another; never the value. It
 * stands where a text stands, and may become part of one: what it leaves there is a mark, which words that keep secrets
 * find again and all others refuse.
 */
@Words
public final class Secret implements CharSequence {
    private final String name;
    private final String digest;

    Secret(String name, String digest) {
        this.name = Objects.requireNonNull(name);
        this.digest = Objects.requireNonNull(digest);
    }

    public String name() {
        return name;
    }

    /** Whether the user has given it, so that a recipe can do without; {@code password.given} in recipes. */
    public boolean isGiven() {
        return !digest.isEmpty();
    }

    private Rejected unknown() {
        return new Rejected("nothing is known of the secret '" + name + "' while the recipe is read",
            "Give it as it is, or in a text, to a word that keeps secrets.");
    }

    @Override
    public int length() {
        throw unknown();
    }

    @Override
    public char charAt(int index) {
        throw unknown();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw unknown();
    }

    /** The mark. */
    @Override
    public String toString() {
        return SecretMarks.of(new Value.Sealed.Named(name, digest));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && name.equals(that.name) && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
