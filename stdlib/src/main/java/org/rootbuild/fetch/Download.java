package org.rootbuild.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One file from outside: where it may be found, and what it must be.
 *
 * @param name       what a person calls it, such as {@code binutils-2.40.tar.xz}; used in messages
 * @param locations  where it may be found, tried in this order; {@code http}, {@code https} or {@code file}
 * @param sha256     its SHA-256 in 64 lower-case hexadecimal digits; without it the caller must verify what it gets
 * @param sizeBytes  its exact size, where it is known
 * @param limitBytes more than this is never written to the disk, whatever a server says
 */
public record Download(String name, List<URI> locations, Optional<String> sha256, OptionalLong sizeBytes,
                       long limitBytes) {
    /** The limit of a download that names none: 16 GiB. */
    public static final long DEFAULT_LIMIT_BYTES = 16L << 30;

    private static final Set<String> SCHEMES = Set.of("http", "https", "file");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Download {
        Objects.requireNonNull(sizeBytes);
        locations = List.copyOf(locations);
        sha256 = sha256.map(digest -> digest.toLowerCase(Locale.ROOT));
        require(!name.isBlank(), "a download needs a name");
        require(!locations.isEmpty(), "the download '" + name + "' names no location");
        for (URI location : locations) {
            require(supported(location), "the location '" + Shown.uri(location) + "' of '" + name
                + "' is neither an http, an https nor a file URI");
        }
        require(sha256.isEmpty() || SHA256.matcher(sha256.get()).matches(),
            "the SHA-256 of '" + name + "' is not 64 hexadecimal digits");
        require(limitBytes > 0, "the size limit of '" + name + "' is not above zero");
        require(sizeBytes.orElse(0) >= 0, "the size of '" + name + "' is below zero");
        require(sizeBytes.orElse(0) <= limitBytes, "the size of '" + name + "' is above its limit of "
            + limitBytes + " bytes");
    }

    /** A download whose SHA-256 is known, its size not. */
    public static Download of(String name, List<URI> locations, String sha256) {
        return new Download(name, locations, Optional.of(sha256), OptionalLong.empty(), DEFAULT_LIMIT_BYTES);
    }

    /** Whether there is a way to fetch from there: http and https with a host, or file. */
    public static boolean supported(URI location) {
        String scheme = location.getScheme() == null ? "" : location.getScheme().toLowerCase(Locale.ROOT);
        return SCHEMES.contains(scheme) && (scheme.equals("file") || location.getHost() != null);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
