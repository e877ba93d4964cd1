package org.rootbuild.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.rootbuild.fetch.FetchProblem.Kind;

/** One attempt that failed; the {@link Fetcher} tries again, takes the next location, or gives up. */
final class Stumble extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FetchProblem problem;
    private final boolean worthRetrying;
    private final transient Optional<Duration> askedWait;

    private Stumble(FetchProblem problem, boolean worthRetrying, Optional<Duration> askedWait) {
        super(problem.sentence());
        this.problem = problem;
        this.worthRetrying = worthRetrying;
        this.askedWait = askedWait;
    }

    /** The same request may well succeed a moment later. */
    static Stumble passing(URI location, Kind kind, String sentence, String remedy) {
        return new Stumble(new FetchProblem(location, kind, sentence, remedy), true, Optional.empty());
    }

    /** The same request would only fail again. */
    static Stumble lasting(URI location, Kind kind, String sentence, String remedy) {
        return new Stumble(new FetchProblem(location, kind, sentence, remedy), false, Optional.empty());
    }

    Stumble askingToWait(Duration wait) {
        return new Stumble(problem, worthRetrying, Optional.of(wait));
    }

    FetchProblem problem() {
        return problem;
    }

    boolean worthRetrying() {
        return worthRetrying;
    }

    Optional<Duration> askedWait() {
        return askedWait;
    }
}
