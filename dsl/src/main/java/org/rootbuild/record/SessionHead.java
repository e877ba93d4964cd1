package org.rootbuild.record;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What holds for a whole session.
 *
 * @param command    what the person typed, without secrets
 * @param folder     of the recipe
 * @param hostName   of the machine; may be empty
 * @param system     its kind, such as {@code Linux 6.1.0 amd64}
 * @param processors how many the build may use
 * @param isolation  how programs are kept apart from the host
 */
public record SessionHead(String command, Path folder, String hostName, String system, int processors,
                          String isolation) {
    public SessionHead {
        Objects.requireNonNull(command);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(hostName);
        Objects.requireNonNull(system);
        Objects.requireNonNull(isolation);
    }
}
