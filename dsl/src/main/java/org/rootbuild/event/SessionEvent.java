package org.rootbuild.event;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rootbuild.problem.Detail;

/** Something that happened in a session. {@code docs/formats.md}, "Events", gives the JSON of each. */
public sealed interface SessionEvent {
    /** A plan was made, at the beginning or because something became known. */
    record Planned(String recipe, long toRun, long toReuse) implements SessionEvent {
    }

    /** Work on a node begins; {@code kind} is source, pass, artifact or check, {@code root} empty but for passes. */
    record NodeStarted(String node, String kind, String root, List<String> reasons, int steps) implements SessionEvent {
    }

    /** A step begins; {@code number} counts from 1 to {@code of}. */
    record StepStarted(String node, String step, int number, int of, String location) implements SessionEvent {
    }

    /** How far a long action inside a step is; {@code totalBytes} is -1 where it is not known. */
    record Progress(String node, String step, String what, long doneBytes, long totalBytes) implements SessionEvent {
    }

    /** Something that a person should see once. */
    record Noted(String node, String step, String sentence) implements SessionEvent {
    }

    /** A line of a step's output, as it went to its log. */
    record Logged(String node, String step, String line) implements SessionEvent {
    }

    /** A step ended well. */
    record StepEnded(String node, String step, long millis) implements SessionEvent {
    }

    /**
     * What was made of a pass or an artifact is in the store.
     *
     * @param touched   whether a person had a hand in it
     * @param sizeBytes of the files of the layer, or of the artifact
     * @param added     paths that the layer adds; 0 for an artifact, as the next two
     * @param changed   paths that were there below
     * @param removed   paths that are gone with it
     * @param digest    of the artifact: its SHA-256, or {@code data:} and that of its data; empty for a pass
     */
    record Stored(String node, String fingerprint, boolean touched, long sizeBytes, long added, long changed,
                  long removed, Optional<String> digest) implements SessionEvent {
    }

    /**
     * A node is finished.
     *
     * @param state   done, reused or skipped
     * @param detail  what came of it, or why it was skipped; may be empty
     * @param output  the file that was written for it outside the store
     */
    record NodeEnded(String node, String kind, String state, long millis, String detail, Optional<Path> output)
            implements SessionEvent {
    }

    /** A step failed; {@code details} is what else a report shows, such as the command as it was run. */
    record NodeFailed(String node, String step, String location, String message, String remedy,
                      List<Detail> details, Path log, List<String> lastLines) implements SessionEvent {
    }

    /** The session ends: {@code outcome} is done, failed, stopped or interrupted. */
    record Ended(String outcome, long millis) implements SessionEvent {
    }
}
