package org.rootbuild.desk;

import java.io.IOException;

/** What a person wants to stop at, beyond a place. */
public interface Condition {
    /**
     * Asked before each step.
     *
     * @throws IOException when it cannot be told
     */
    boolean holds(Desk desk) throws IOException;
}
