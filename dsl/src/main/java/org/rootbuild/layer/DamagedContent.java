package org.rootbuild.layer;

import java.nio.file.Path;
import org.rootbuild.problem.Failure;

/** A file of the store is not what was put there. Whoever runs the session sets the entry aside and makes it again. */
public final class DamagedContent extends Failure {
    private static final long serialVersionUID = 1L;

    private final transient Path path;
    private final String found;

    public DamagedContent(Path path, String found) {
        this(path, found, null);
    }

    public DamagedContent(Path path, String found, Throwable cause) {
        super("the store's file " + path + " is damaged: " + found,
            "Run 'rootbuild store verify' to find and set aside every damaged entry, then run again.", cause);
        this.path = path;
        this.found = found;
    }

    /** What is wrong with it, as a clause. */
    public String found() {
        return found;
    }

    /** The damaged file. */
    public Path path() {
        return path;
    }
}
