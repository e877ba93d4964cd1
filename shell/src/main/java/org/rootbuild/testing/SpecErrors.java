package org.rootbuild.testing;

import java.util.List;
import org.rootbuild.problem.Failure;

/** Specifications that cannot be run: there are none, or they do not compile. */
public final class SpecErrors extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    SpecErrors(String message, String remedy, List<String> lines) {
        super(message, remedy);
        this.lines = List.copyOf(lines);
    }

    /** What the compiler said, as text for a terminal. */
    public List<String> lines() {
        return lines;
    }
}
