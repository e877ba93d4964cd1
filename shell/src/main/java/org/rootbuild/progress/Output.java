package org.rootbuild.progress;

import java.util.Objects;

/**
 * A file that a session put out.
 *
 * @param shown  the path as it is told to the person
 * @param digest what its bytes are known by, such as {@code SHA-256} and lower-case hexadecimal
 */
public record Output(String name, String shown, long sizeBytes, String digest) {
    public Output {
        Objects.requireNonNull(name);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(digest);
    }
}
