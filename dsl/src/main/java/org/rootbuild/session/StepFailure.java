package org.rootbuild.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.rootbuild.model.Location;
import org.rootbuild.problem.Detail;

/**
 * A step that failed, with all that a report of it needs.
 *
 * @param hostLacks whether the host, and not the recipe, is what has to be mended
 * @param details   what else a report shows, such as the command as it was run
 * @param lastLines the end of the step's output, at most 20 lines
 * @param cause     for those who ask for a stack trace
 */
public record StepFailure(String node, String step, Location location, String message, String remedy, boolean hostLacks,
                          List<Detail> details, Path log, List<String> lastLines, Throwable cause) {
    public StepFailure {
        Objects.requireNonNull(node);
        Objects.requireNonNull(step);
        Objects.requireNonNull(location);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
        details = List.copyOf(details);
        Objects.requireNonNull(log);
        lastLines = List.copyOf(lastLines);
        Objects.requireNonNull(cause);
    }
}
