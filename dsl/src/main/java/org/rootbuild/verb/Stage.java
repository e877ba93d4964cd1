package org.rootbuild.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A root as folders of the host, for a verb that runs programs on it. */
public sealed interface Stage {
    /**
     * Folders that the kernel stacks (overlayfs). What programs change goes to {@code changes} alone.
     *
     * @param lowers  highest first; each is a whole tree with whiteouts, and none of them may be written to
     * @param changes an empty folder for what the programs change: {@link #UPPER} gets the root's own changes,
     *                {@link #HOST} a folder for each of the host's top-level folders that lies underneath, and
     *                {@link #WORK} is the kernel's, with one folder for each of these
     * @param onHost  whether the host's own folders lie below everything
     */
    record Overlay(List<Path> lowers, Path changes, boolean onHost) implements Stage {
        /** The folder in {@code changes} that is the upper layer of the root itself. */
        public static final String UPPER = "upper";
        /** The folder in {@code changes} that holds, by name, the upper layers over the host's top-level folders. */
        public static final String HOST = "host";
        /** The folder in {@code changes} whose content is the kernel's and nobody else's. */
        public static final String WORK = "work";

        public Overlay {
            lowers = List.copyOf(lowers);
            Objects.requireNonNull(changes);
        }
    }

    /**
     * A plain folder that holds the whole root, for hosts without namespaces: programs are run on it, not in it, and
     * nothing keeps them from writing elsewhere.
     */
    record Folder(Path folder) implements Stage {
        public Folder {
            Objects.requireNonNull(folder);
        }
    }
}
