package org.rootbuild.process;

import java.time.Duration;
import java.util.List;

/**
 * A host tool that did what it should.
 *
 * @param status    one of the command's good exit statuses
 * @param took      wall time
 * @param lastLines what it printed last (output and errors in the order of arrival), without line ends
 */
public record Finished(int status, Duration took, List<String> lastLines) {
    public Finished {
        lastLines = List.copyOf(lastLines);
    }
}
