package org.rootbuild.host;

import java.util.Objects;

/**
 * One thing that a build may need from the host.
 *
 * @param name   what was looked at, such as {@code user namespaces}
 * @param state  whether it will do
 * @param found  what was found, in a few words
 * @param remedy the command to type, with a word of explanation; empty exactly when the state is {@link State#OK}
 */
public record Check(String name, State state, String found, String remedy) {
    /** Whether something will do: yes; no, and some builds fail for it; yes, but with a loss. */
    public enum State {
        OK, LACKS, WARNS
    }

    public Check {
        Objects.requireNonNull(name);
        Objects.requireNonNull(found);
        if (remedy.isEmpty() != (state == State.OK)) {
            throw new IllegalArgumentException("a check has a remedy exactly when it is not OK: " + name);
        }
    }

    static Check ok(String name, String found) {
        return new Check(name, State.OK, found, "");
    }

    static Check lacks(String name, String found, String remedy) {
        return new Check(name, State.LACKS, found, remedy);
    }

    static Check warns(String name, String found, String remedy) {
        return new Check(name, State.WARNS, found, remedy);
    }
}
