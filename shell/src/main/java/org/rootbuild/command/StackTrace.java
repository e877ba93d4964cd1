package org.rootbuild.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** A stack trace as lines, for those who asked for it. */
final class StackTrace {
    private StackTrace() {
    }

    static List<String> of(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().lines().toList();
    }
}
