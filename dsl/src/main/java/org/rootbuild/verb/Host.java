package org.rootbuild.verb;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The machine that builds, as far as verbs may know it.
 *
 * @param processors  how many processors the build may use, at least 1
 * @param environment the environment of the process, for proxies and {@code PATH}; never part of a result
 * @param memory      a folder for facts about this host that are costly to find out, such as a tried accelerator
 * @param offline     whether the network is forbidden
 */
public record Host(int processors, Map<String, String> environment, Path memory, boolean offline) {
    public Host {
        if (processors < 1) {
            throw new IllegalArgumentException("at least one processor: " + processors);
        }
        environment = Map.copyOf(environment);
        Objects.requireNonNull(memory);
    }
}
