package org.rootbuild.console;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where what is typed comes from. */
interface Input extends AutoCloseable {
    /**
     * The next whole input, which may have several lines; empty at the end. What was interrupted is an empty text.
     *
     * @param prompt to be shown where a person reads it
     */
    Optional<String> next(Prompt prompt) throws IOException;

    /** An answer to a question of a command. */
    String answer(String question) throws IOException;

    /** What was typed, the oldest first. */
    List<String> history();

    /** While it holds, what is typed is kept for the next line and not shown: it would land in what a build shows. */
    default Scope unseen() {
        return () -> { };
    }

    /** While a command runs, tells of Ctrl-C instead of ending the process. */
    Scope listening(Runnable interrupted);

    @Override
    void close() throws IOException;
}
