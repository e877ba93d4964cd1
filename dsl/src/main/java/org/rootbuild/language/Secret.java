package org.rootbuild.language;

import java.util.Objects;
import org.rootbuild.model.Value;

/**
 * What a recipe holds of a secret parameter: its name, and what tells one value from another; never the value. It
 * stands where a text stands, in words that take secrets; it cannot become part of a text that others see.
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

    public Value.Sealed value() {
        return Value.Sealed.of(name, digest);
    }

    Value.Sealed.Named named() {
        return new Value.Sealed.Named(name, digest);
    }

    private Rejected refusal() {
        return new Rejected("the secret '" + name + "' would become part of an ordinary text here",
            "Give it, or a text in double quotes with it, directly to a word that keeps secrets: 'password:' of user,"
                + " write, environment or send.");
    }

    @Override
    public int length() {
        throw refusal();
    }

    @Override
    public char charAt(int index) {
        throw refusal();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw refusal();
    }

    @Override
    public String toString() {
        throw refusal();
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
