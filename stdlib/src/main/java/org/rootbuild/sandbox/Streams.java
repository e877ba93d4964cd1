package org.rootbuild.sandbox;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** Where a program that is run for a person reads and writes. */
public sealed interface Streams {
    /** At the terminal of this process, which must have one: on a terminal of its own that shows there. */
    record Terminal() implements Streams {
    }

    /**
     * From and to streams, which stay open.
     *
     * @param in read only as far as the program reads, and a little further
     */
    record Pipes(InputStream in, OutputStream out, OutputStream errors) implements Streams {
        public Pipes {
            Objects.requireNonNull(in);
            Objects.requireNonNull(out);
            Objects.requireNonNull(errors);
        }
    }
}
