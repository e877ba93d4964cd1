package org.rootbuild.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Exactly what a source is.
 *
 * @param sha256    of its bytes, or for a folder of its listing; lower-case hexadecimal
 * @param sizeBytes -1 where it is not known
 * @param about     what a person calls it: {@code busybox-static 1:1.35.0-4+b3 amd64}
 * @param locations where it can be had, best first
 * @param inPlace   the file or folder of this host that it is, where it need not be fetched
 */
public record Pin(String sha256, long sizeBytes, String about, List<String> locations, Optional<Path> inPlace) {
    public Pin {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + sha256);
        }
        Objects.requireNonNull(about);
        locations = List.copyOf(locations);
        Objects.requireNonNull(inPlace);
    }
}
