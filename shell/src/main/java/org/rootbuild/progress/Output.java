package org.rootbuild.progress;

import java.util.Objects;

/**
 * A file that a session put out.
 *
 * @param shown  the path as it is told to the person
 * @param sha256 lower-case hexadecimal
 */
public record Output(String name, String shown, long sizeBytes, String sha256) {
    public Output {
        Objects.requireNonNull(name);
        Objects.requireNonNull(shown);
        Objects.requireNonNull(sha256);
    }
}
