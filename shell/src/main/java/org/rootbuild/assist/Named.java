package org.rootbuild.assist;

import java.util.Objects;

/**
 * Something that can be named at the prompt.
 *
 * @param name  as it is written
 * @param about one sentence or a few words for people; may be empty
 */
public record Named(String name, String about) {
    public Named {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
    }

    public static Named of(String name) {
        return new Named(name, "");
    }
}
