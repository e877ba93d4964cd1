package org.rootbuild.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a program is run for a person.
 *
 * @param busybox the host's, for a root that has no shell; the root can then only be looked at
 */
public record Visit(Streams streams, Optional<Busybox> busybox) {
    public Visit {
        Objects.requireNonNull(streams);
        Objects.requireNonNull(busybox);
    }

    /** What {@code enter.sh} is told. */
    Map<String, String> variables(HostTools host) {
        Map<String, String> variables = new HashMap<>(Map.of("VISIT", "1", "READONLY", busybox.isPresent() ? "1" : ""));
        // What script(1) starts its line with.
        host.tools().lookUp("sh").ifPresent(shell -> variables.put("SHELL", shell.toString()));
        return variables;
    }
}
