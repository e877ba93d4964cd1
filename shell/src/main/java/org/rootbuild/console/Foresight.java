package org.rootbuild.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Looks at what is in a pipe already, and leaves it there: whether Groovy is worth loading before it is needed. */
final class Foresight {
    private static final int MOST_BYTES = 4_096;

    private Foresight() {
    }

    /** Whether a line of those that wait is no command. */
    static boolean isGroovyAhead(InputStream in, Predicate<String> isCommand) {
        if (!in.markSupported()) {
            return true;
        }
        try {
            in.mark(MOST_BYTES);
            byte[] waiting = in.readNBytes(Math.min(MOST_BYTES, in.available()));
            in.reset();
            return new String(waiting, StandardCharsets.UTF_8).lines().map(String::strip)
                .anyMatch(line -> !line.isEmpty() && !line.startsWith("#") && !isCommand.test(Words.first(line)));
        } catch (IOException unreadable) {
            return false; // whoever reads it next will say so
        }
    }
}
