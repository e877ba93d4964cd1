package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the memory of one program is limited.
 *
 * @param bytes the limit
 * @param group the control group that holds the program with all that it starts to it together; empty where this user
 *              may not make one: then each of its processes has the limit for its address space
 */
record MemoryLimit(long bytes, Optional<ControlGroup> group) implements AutoCloseable {
    private static final int KIB = 1024;

    static Optional<MemoryLimit> of(OptionalLong bytes, ControlGroups groups) {
        return bytes.isPresent()
            ? Optional.of(new MemoryLimit(bytes.getAsLong(), groups.make(bytes.getAsLong()))) : Optional.empty();
    }

    /** What a log says about it. */
    String sentence() {
        return "memory limit: " + bytes / KIB + " KiB, " + group.map(made -> "for all processes together ("
            + made.controller() + ")").orElse("for each process's address space (this user may make no control group)");
    }

    /** The folder of the group; empty if there is none. */
    String groupFolder() {
        return group.map(made -> made.folder().toString()).orElse("");
    }

    /** The limit of a process's address space as shells take it, in KiB; empty if there is a group. */
    String addressSpaceKib() {
        return group.isPresent() ? "" : Long.toString(Math.max(1, bytes / KIB));
    }

    /** Whether the kernel ended a process for it. */
    boolean struck() {
        return group.map(ControlGroup::struck).orElse(false);
    }

    @Override
    public void close() {
        group.ifPresent(ControlGroup::remove);
    }

    /**
     * A control group with a memory limit.
     *
     * @param controller how the kernel calls it, for people
     * @param events     the file with a line {@code oom_kill N}
     */
    record ControlGroup(Path folder, String controller, Path events) {
        private static final int TRIES = 100;
        private static final long PAUSE_MILLIS = 10;

        boolean struck() {
            try {
                return Files.readAllLines(events).stream()
                    .anyMatch(line -> line.startsWith("oom_kill ") && !line.endsWith(" 0"));
            } catch (IOException gone) {
                return false;
            }
        }

        /** Its processes are dead, but the kernel may still be about to take them out of it. */
        void remove() {
            for (int i = 0; i < TRIES && !folder.toFile().delete() && Files.exists(folder); i++) {
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
