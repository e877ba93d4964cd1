package org.rootbuild.shell;

import java.util.Map;
import org.rootbuild.progress.Look;

/**
 * Which of standard input, output and error are terminals. Java cannot tell for each, so the launcher does, in
 * {@code ROOTBUILD_TTY}: three digits, 1 for a terminal.
 */
record Terminals(boolean in, boolean out, boolean error) {
    static Terminals of(Map<String, String> environment) {
        String marks = environment.getOrDefault("ROOTBUILD_TTY", "");
        if (marks.length() == 3) {
            return new Terminals(marks.charAt(0) == '1', marks.charAt(1) == '1', marks.charAt(2) == '1');
        }
        boolean all = System.console() != null;
        return new Terminals(all, all, all);
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
