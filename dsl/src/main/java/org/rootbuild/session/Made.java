package org.rootbuild.session;

import java.nio.file.Path;
import java.util.Optional;

/** What came of a step that ended well. */
sealed interface Made {
    /** The node has more steps. */
    record Step() implements Made {
    }

    /**
     * The node is finished.
     *
     * @param detail what came of it, in a few words
     * @param output the file that was written for it outside the store
     */
    record Whole(String detail, Optional<Path> output) implements Made {
    }
}
