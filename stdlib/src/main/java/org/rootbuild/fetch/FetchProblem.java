package org.rootbuild.fetch;

import java.net.URI;

/**
 * Why one location did not bring a file.
 *
 * @param location the location that was tried; may hold credentials, so it is shown by {@code sentence} only
 * @param kind     what went wrong, for programs
 * @param sentence what was found, without a full stop
 * @param remedy   what to do next, as a full sentence
 */
public record FetchProblem(URI location, Kind kind, String sentence, String remedy) {
    /** What went wrong. */
    public enum Kind {
        OFFLINE, NOT_FOUND, STATUS, UNKNOWN_HOST, REFUSED_CONNECTION, NO_ANSWER, TLS, PROXY, REDIRECT, STALLED, CUT,
        WRONG_SIZE, WRONG_DIGEST, TOO_LARGE, SIGN_IN_PAGE, UNREADABLE
    }

    @Override
    public String toString() {
        return kind + ": " + sentence;
    }
}
