package org.rootbuild.session;

import org.rootbuild.journal.JournalEntry.StepTime;

/** Measures one step. */
final class Stopwatch {
    private final String step;
    private final long startedNanos = System.nanoTime();

    Stopwatch(String step) {
        this.step = step;
    }

    StepTime time() {
        return new StepTime(step, (System.nanoTime() - startedNanos) / 1_000_000);
    }
}
