package org.rootbuild.draft;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A variable that is always there at the prompt.
 *
 * @param type  of its values, for completion
 * @param about what it is, for help
 * @param value asked each time that it is used, for a session goes on; empty where there is none now
 */
public record Given(Class<?> type, String about, Supplier<Optional<?>> value) {
    public Given {
        Objects.requireNonNull(type);
        Objects.requireNonNull(about);
        Objects.requireNonNull(value);
    }
}
