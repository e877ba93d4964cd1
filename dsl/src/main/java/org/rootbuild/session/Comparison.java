package org.rootbuild.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.layer.PathDifference;

/**
 * How two layers, or two artifacts, differ.
 *
 * @param left    the one; of two builds of one pass the earlier
 * @param right   the other
 * @param clauses how what they were made of differs, one clause each; empty where they were made of the same
 * @param paths   what differs in them, sorted by path; an artifact is one file
 */
public record Comparison(Build left, Build right, List<String> clauses, List<PathDifference> paths) {
    public Comparison {
        Objects.requireNonNull(left);
        Objects.requireNonNull(right);
        clauses = List.copyOf(clauses);
        paths = List.copyOf(paths);
    }

    /** Whether there is no difference in what was made. */
    public boolean isSame() {
        return paths.isEmpty();
    }

    /**
     * What was made once.
     *
     * @param node        as it was called then
     * @param fingerprint under which the store has it; of one that was made for the comparison only, what it was made of
     * @param made        when, where the journal knows it
     * @param touched     whether a person had a hand in it
     */
    public record Build(String node, String fingerprint, Optional<Instant> made, boolean touched) {
        public Build {
            Objects.requireNonNull(node);
            Objects.requireNonNull(fingerprint);
            Objects.requireNonNull(made);
        }
    }
}
