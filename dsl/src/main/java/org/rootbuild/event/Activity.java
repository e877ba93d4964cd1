package org.rootbuild.event;

import java.io.OutputStream;

/**
 * The ear of a long action: the action says how far it is and what it noticed. Calls may come from any thread and
 * must be cheap; an implementation thins them out.
 */
public interface Activity {
    /** Hears nothing. */
    Activity SILENT = new Activity() {
        @Override
        public void progress(String what, long doneBytes, long totalBytes) {
        }

        @Override
        public void note(String sentence) {
        }

        @Override
        public void log(String line) {
        }
    };

    /** How far {@code what} is, in bytes; {@code totalBytes} is -1 where it is not known. */
    void progress(String what, long doneBytes, long totalBytes);

    /** Something that the person should see once, such as which mirror was given up and why. */
    void note(String sentence);

    /** One line for the step's log, without its line end; not shown on the screen. */
    void log(String line);

    /** A line that stands before what the action writes itself and is for the log's reader alone. */
    default void head(String line) {
        log(line);
    }

    /** A stream to be written in the place of this one, which is a file that people read: without secrets. */
    default OutputStream discreet(OutputStream stream) {
        return stream;
    }
}
