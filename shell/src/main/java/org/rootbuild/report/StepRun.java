package org.rootbuild.report;

import java.time.Duration;
import java.time.Instant;

/** One go at a step. */
record StepRun(String step, Instant began, Instant ended, RunState state) {
    long millis() {
        return Math.max(0, Duration.between(began, ended).toMillis());
    }
}
