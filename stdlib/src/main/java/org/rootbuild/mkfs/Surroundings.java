package org.rootbuild.mkfs;

import java.nio.file.Path;
import java.util.Objects;
import org.rootbuild.process.Processes;
import org.rootbuild.process.Tools;

/**
 * Where makers run the tools of the host.
 *
 * @param scratch    a folder that exists, on a disk with room for the filesystem; what is left in it is the caller's to
 *                   remove
 * @param processors how many a tool may use, at least 1
 */
public record Surroundings(Tools tools, Processes processes, Path scratch, int processors) {
    public Surroundings {
        Objects.requireNonNull(tools);
        Objects.requireNonNull(processes);
        scratch = scratch.toAbsolutePath();
        if (processors < 1) {
            throw new IllegalArgumentException("at least one processor: " + processors);
        }
    }
}
