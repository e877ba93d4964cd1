package org.rootbuild.draft;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of an input.
 *
 * @param value   what it answered; empty for nothing
 * @param shown   that as a person reads it, without a line end behind the last line; empty where nothing is to be shown
 * @param trouble what was wrong with it
 */
public record Result(Optional<Object> value, String shown, Optional<Trouble> trouble) {
    public Result {
        Objects.requireNonNull(value);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(trouble);
    }

    static Result failed(Trouble trouble) {
        return new Result(Optional.empty(), "", Optional.of(trouble));
    }

    /** Whether it was stopped by hand. */
    public boolean isInterrupted() {
        return trouble.map(Trouble::interrupted).orElse(false);
    }
}
