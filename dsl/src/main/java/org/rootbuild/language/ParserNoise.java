package org.rootbuild.language;

import java.io.PrintStream;

/**
 * Keeps Groovy's parser from printing. Of a character that cannot begin anything it reports twice: as an error, and
 * with the name of a Java class on standard error. Whatever else is printed meanwhile goes where it went before.
 */
final class ParserNoise implements AutoCloseable {
    private static final String NOISE = "unknown recognition error type";

    private final PrintStream before = System.err;
    private final PrintStream filter = new PrintStream(before, true) {
        @Override
        public void println(String line) {
            if (line == null || !line.startsWith(NOISE)) {
                super.println(line);
            }
        }
    };

    ParserNoise() {
        System.setErr(filter);
    }

    @Override
    public void close() {
        if (System.err == filter) {
            System.setErr(before);
        }
    }
}
