package org.rootbuild.session;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.model.Fields;
import org.rootbuild.model.Location;
import org.rootbuild.plan.PlannedNode;

/**
 * Everything that is known about a node.
 *
 * @param planned  the node with its fingerprint, the labelled fields that it is made of, its verdict and reasons
 * @param state    without a session, as far as the journal tells
 * @param steps    in their order; of a source none
 * @param selected the step that was asked for, where one was
 * @param lastRun  when it was made last
 * @param changes  what its layer changes, sorted by path; empty where there is no layer
 * @param file     the file of an artifact in the store
 * @param failure  its last failure, unless it was made since
 * @param logs     the folder with the logs of its steps, whether or not it exists
 */
public record Inspection(PlannedNode planned, State state, List<StepInfo> steps, Optional<StepInfo> selected,
                         Optional<LastRun> lastRun, Optional<List<Changed>> changes, Optional<Path> file,
                         Optional<FailureInfo> failure, Path logs) {
    public Inspection {
        Objects.requireNonNull(planned);
        Objects.requireNonNull(state);
        steps = List.copyOf(steps);
        Objects.requireNonNull(selected);
        Objects.requireNonNull(lastRun);
        changes = changes.map(List::copyOf);
        Objects.requireNonNull(file);
        Objects.requireNonNull(failure);
        Objects.requireNonNull(logs);
    }

    /** @param millis all steps together */
    public record LastRun(Instant ended, long millis, String fingerprint) {
    }

    /**
     * A step.
     *
     * @param described the labelled fields that are in the fingerprint; empty while a source is not looked up
     * @param done      whether it need not run again
     * @param millis    how long it took last, where that is known
     * @param changes   what it changed; known only of the steps of a pass that is not finished
     * @param files     the folder that holds what its programs changed, as long as the pass is not finished
     * @param log       its log, whether or not it exists
     */
    public record StepInfo(String name, String verb, Location location, Fields described, boolean done,
                           Optional<Long> millis, Optional<List<Changed>> changes, Optional<Path> files, Path log) {
        public StepInfo {
            changes = changes.map(List::copyOf);
        }
    }

    /** What became of a path. */
    public enum Kind { ADDED, CHANGED, REMOVED }

    /**
     * One path that a layer changes.
     *
     * @param letter     of what is there now, or was: {@code f} a file, {@code d} a folder, and so on as {@code find
     *                   -type}
     * @param beforeBytes size of the file that was there; 0 for all else
     * @param sizeBytes  size of the file that is there now; 0 for all else
     */
    public record Changed(Kind kind, String path, char letter, long beforeBytes, long sizeBytes) {
    }

    /** A failure, as the journal knows it. */
    public record FailureInfo(String step, String message, String remedy, Instant at) {
    }
}
