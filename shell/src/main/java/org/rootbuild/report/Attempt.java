package org.rootbuild.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One session.
 *
 * @param ended   of one that did not end, the last moment that is known of it
 * @param runs    what it worked on, in the order in which that began
 * @param facts   by name, of what it worked on
 * @param reused  by name, what was there already
 * @param notes   what it said to the person, with the node's name in front
 * @param left    what was still to be made at its end
 * @param exact   whether times were written down as things happened, and not reckoned back from their ends
 */
record Attempt(Instant began, Instant ended, Outcome outcome, Circumstances circumstances, List<NodeRun> runs,
               Map<String, NodeFacts> facts, Map<String, Reused> reused, List<SourceFacts> sources, List<Note> notes,
               List<String> left, boolean exact) {
    /** A node that was there already. */
    record Reused(String name, String kind, String root) {
    }

    /** What was said, or what a person decided, at that time. */
    record Note(Instant at, String sentence) {
    }

    long millis() {
        return Math.max(0, Duration.between(began, ended).toMillis());
    }

    boolean isIdle() {
        return runs.isEmpty() && notes.isEmpty();
    }
}
