package org.rootbuild.problem;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * An action that failed for a reason that a person can mend. The message says what was being done and what was found,
 * in one sentence without a full stop at its end; the remedy says what to do next, as a full sentence.
 */
public class Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    public Failure(String message, String remedy) {
        super(Objects.requireNonNull(message));
        this.remedy = Objects.requireNonNull(remedy);
    }

    public Failure(String message, String remedy, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** What else a report shows of it, in this order. */
    public List<Detail> details() {
        return List.of();
    }

    /** What to do next; may hold several lines. Never empty. */
    public String remedy() {
        return remedy;
    }
}
