package org.rootbuild.debian;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One entry of apt's configuration that names binary packages.
 *
 * @param mirrors       its addresses that can be used here: http, https or file
 * @param suites        such as {@code bookworm}
 * @param components    such as {@code main}; empty where the suite is an exact path
 * @param architectures empty where it says none, which means all
 * @param signedBy      the value of {@code Signed-By}: a path, a fingerprint or an armored key
 */
public record AptSource(List<URI> mirrors, List<String> suites, List<String> components, List<String> architectures,
                        Optional<String> signedBy) {
    public AptSource {
        mirrors = List.copyOf(mirrors);
        suites = List.copyOf(suites);
        components = List.copyOf(components);
        architectures = List.copyOf(architectures);
    }
}
