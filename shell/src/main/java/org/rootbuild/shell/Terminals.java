package org.rootbuild.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.rootbuild.progress.Look;

/**
 * Which of standard input, output and error are terminals. Java cannot tell for each, so the launcher does, in
 * {@code ROOTBUILD_TTY}: three digits, 1 for a terminal. Where it did not, the
 * names of what is open tell, or at last Java's guess.
 */
record Terminals(boolean in, boolean out, boolean error) {
    static Terminals of(Map<String, String> environment) {
        String marks = environment.getOrDefault("ROOTBUILD_TTY", "");
        if (marks.length() == 3) {
            return new Terminals(marks.charAt(0) == '1', marks.charAt(1) == '1', marks.charAt(2) == '1');
        }
        boolean all = System.console() != null;
        return new Terminals(isTerminal(0).orElse(all), isTerminal(1).orElse(all), isTerminal(2).orElse(all));
    }

    /** As Linux names what is open; empty where there is no such list. */
    private static Optional<Boolean> isTerminal(int descriptor) {
        try {
            String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return Optional.of(name.startsWith("/dev/pts/") || name.startsWith("/dev/tty")
                || name.equals("/dev/console"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.empty();
        }
    }

    boolean canAnswer() {
        return in && error;
    }

    /** NO_COLOR counts when it is not empty, as no-color.org says; ROOTBUILD_ASCII when it is 1. */
    Look look(Map<String, String> environment) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
        boolean unicode = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))
            && !environment.getOrDefault("ROOTBUILD_ASCII", "").equals("1");
        return new Look(error && !plain, unicode);
    }
}
