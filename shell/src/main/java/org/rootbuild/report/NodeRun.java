package org.rootbuild.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One go at a node, in one session.
 *
 * @param reasons why it ran
 * @param detail  what came of it, or why it was skipped; may be empty
 * @param output  the file that was written for it outside the store
 */
record NodeRun(String node, String kind, Instant began, Instant ended, RunState state, List<String> reasons,
               List<StepRun> steps, String detail, Optional<String> output, Optional<Stored> stored,
               Optional<Trouble> trouble) {
    /** What was made; the three counts are of paths, 0 for an artifact. */
    record Stored(String fingerprint, boolean touched, long sizeBytes, long added, long changed, long removed,
                  Optional<String> digest) {
    }

    /** Why it failed; {@code details} has a title and lines each. */
    record Trouble(String step, String location, String message, String remedy, List<Part> details,
                   List<String> lastLines) {
        record Part(String title, List<String> lines) {
        }
    }

    NodeRun {
        reasons = List.copyOf(reasons);
        steps = List.copyOf(steps);
    }

    long millis() {
        return Math.max(0, Duration.between(began, ended).toMillis());
    }
}
