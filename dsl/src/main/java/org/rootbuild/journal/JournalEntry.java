package org.rootbuild.journal;

import java.util.List;
import java.util.Objects;

/** One line of a journal. {@code docs/formats.md}, "Journal", gives the JSON of each. */
public sealed interface JournalEntry {
    /** A session began. */
    record Started(String recipe, String command) implements JournalEntry {
        public Started {
            Objects.requireNonNull(recipe);
            Objects.requireNonNull(command);
        }
    }

    /** A source was found to be exactly this. */
    record Pinned(String source, String request, String sha256, long sizeBytes, String about, List<String> locations)
            implements JournalEntry {
        public Pinned {
            Objects.requireNonNull(source);
            Objects.requireNonNull(request);
            Objects.requireNonNull(sha256);
            Objects.requireNonNull(about);
            locations = List.copyOf(locations);
        }
    }

    /** How long a step took. */
    record StepTime(String step, long millis) {
        public StepTime {
            Objects.requireNonNull(step);
        }
    }

    /**
     * The node's result is in the store under this fingerprint.
     *
     * @param millis all its steps together
     * @param steps  in their order; none where the result was there already
     */
    record Done(String node, String fingerprint, long millis, List<StepTime> steps) implements JournalEntry {
        public Done {
            Objects.requireNonNull(node);
            Objects.requireNonNull(fingerprint);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A person had a hand in the node's result.
     *
     * @param fingerprint what the recipe alone would have made
     * @param result      the fingerprint under which the store has what was made instead
     */
    record Touched(String node, String fingerprint, String result) implements JournalEntry {
        public Touched {
            Objects.requireNonNull(node);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(result);
        }
    }

    /** A step of the node failed; {@code step} is empty where no step was running. */
    record Failed(String node, String step, String message, String remedy) implements JournalEntry {
        public Failed {
            Objects.requireNonNull(node);
            Objects.requireNonNull(step);
            Objects.requireNonNull(message);
            Objects.requireNonNull(remedy);
        }
    }

    /** The node was passed over: by a person, or because the host lacks something. */
    record Skipped(String node, String why) implements JournalEntry {
        public Skipped {
            Objects.requireNonNull(node);
            Objects.requireNonNull(why);
        }
    }

    /** The node is to be made again, whatever the store holds. */
    record RolledBack(String node) implements JournalEntry {
        public RolledBack {
            Objects.requireNonNull(node);
        }
    }

    /** The session came to its end: {@code done}, {@code failed}, {@code stopped} or {@code interrupted}. */
    record Ended(String outcome, long millis) implements JournalEntry {
        public Ended {
            Objects.requireNonNull(outcome);
        }
    }
}
