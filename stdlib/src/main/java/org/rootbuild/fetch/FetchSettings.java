package org.rootbuild.fetch;

import java.time.Duration;
import java.util.Map;

/**
 * How patient a {@link Fetcher} is, and which surroundings it sees.
 *
 * @param connectTimeout      how long a server may take to accept a connection
 * @param stallTimeout        how long a server may send nothing, before its headers and between two pieces of a file
 * @param attemptsPerLocation how often one location is tried in all; an attempt that brought at least 1 MiB of new
 *                            bytes does not count
 * @param firstBackOff        the pause before the second attempt; it doubles from attempt to attempt
 * @param longestWait         no pause is longer, also where a server asks for more with {@code Retry-After}
 * @param offline             only {@code file} locations are used
 * @param environment         the variables that may name proxies: {@code http_proxy}, {@code https_proxy},
 *                            {@code all_proxy}, {@code no_proxy}, in lower or upper case
 */
public record FetchSettings(Duration connectTimeout, Duration stallTimeout, int attemptsPerLocation,
                            Duration firstBackOff, Duration longestWait, boolean offline,
                            Map<String, String> environment) {
    public FetchSettings {
        environment = Map.copyOf(environment);
        if (!positive(connectTimeout) || !positive(stallTimeout)) {
            throw new IllegalArgumentException("a timeout is not above zero");
        }
        if (attemptsPerLocation < 1) {
            throw new IllegalArgumentException("a location needs at least one attempt");
        }
        if (firstBackOff.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("a pause is below zero");
        }
    }

    /** Three attempts, 15 s to connect, 30 s of silence, pauses of 1 s and 2 s. */
    public static FetchSettings defaults(Map<String, String> environment) {
        return new FetchSettings(Duration.ofSeconds(15), Duration.ofSeconds(30), 3, Duration.ofSeconds(1),
            Duration.ofSeconds(60), false, environment);
    }

    /** The same, with or without the network. */
    public FetchSettings offline(boolean isOffline) {
        return new FetchSettings(connectTimeout, stallTimeout, attemptsPerLocation, firstBackOff, longestWait,
            isOffline, environment);
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
