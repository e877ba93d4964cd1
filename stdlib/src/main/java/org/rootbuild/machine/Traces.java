package org.rootbuild.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a machine leaves behind for a person.
 *
 * @param log     every byte of its console
 * @param monitor takes pictures of its screen, where it has one
 */
record Traces(Path log, Optional<Monitor> monitor) {
    /** Puts a picture of the screen beside the log; a line that says where it is, or why there is none. */
    Optional<String> photograph() {
        if (monitor.isEmpty()) {
            return Optional.empty();
        }
        Path picture = log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", "") + ".png");
        try {
            monitor.get().photograph(picture);
            return Optional.of("its screen: " + picture);
        } catch (IOException none) {
            return Optional.of("there is no picture of its screen: " + none.getMessage());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
