package org.rootbuild.session;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.rootbuild.layer.PathDifference;
import org.rootbuild.model.Recipe;
import org.rootbuild.store.Store;
import org.rootbuild.verb.Verbs;

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

    /**
     * Compares two passes, two artifacts, or two builds of one; nothing is locked and nothing is written.
     *
     * @param left  the name of a node for its last build, {@code NODE@1} for the one before that and so on, or at least
     *              eight digits of a fingerprint
     * @param right likewise; empty to compare the last build of {@code left} with the one before
     * @throws org.rootbuild.problem.Failure when there is no such build, or it is no longer in the store
     */
    public static Comparison of(SessionSettings settings, Recipe recipe, Verbs verbs, Store store, String left,
                                Optional<String> right) throws IOException {
        return Course.seen(settings.withTargets(Set.of()), recipe, verbs, store).comparer().compare(left, right);
    }

    /** Whether there is no difference in what was made. */
    public boolean isSame() {
        return paths.isEmpty();
    }

    /**
     * What was made once.
     *
     * @param node        as it was called then
     * @param fingerprint under which the store has it; of one made for the comparison alone, what it was made of
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
