package org.rootbuild.problem;

import java.util.List;
import java.util.Objects;

/**
 * Something that a person wants to see with a failure, such as the command as it was run.
 *
 * @param title as a failure report prints it before the lines: {@code command}, {@code exit status}
 */
public record Detail(String title, List<String> lines) {
    public Detail {
        Objects.requireNonNull(title);
        lines = List.copyOf(lines);
    }
}
