package org.rootbuild.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Makes control groups for memory limits where this user may, with version 1 (kernel documentation, cgroup-v1/memory)
 * and version 2 (cgroup-v2): below this process's own group, or in version 2 beside it, since a group with processes
 * there can have no limited ones below it.
 */
final class ControlGroups {
    private static final String NAME = "rootbuild-";

    private final List<Candidate> candidates;
    private final AtomicLong count = new AtomicLong();

    /** A group under which a limited one may be made. */
    private record Candidate(Path parent, boolean second) {
    }

    private ControlGroups(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    /** Reads the place of this process from {@code /proc/self}. */
    static ControlGroups find(Path self) {
        try {
            List<String> mounts = Files.readAllLines(self.resolve("mountinfo"));
            List<String> groups = Files.readAllLines(self.resolve("cgroup"));
            return new ControlGroups(groups.stream().flatMap(line -> candidates(line, mounts)).toList());
        } catch (IOException unknown) {
            return new ControlGroups(List.of());
        }
    }

    /** A group with this limit, if one can be made. */
    Optional<MemoryLimit.ControlGroup> make(long bytes) {
        return candidates.stream().flatMap(candidate -> make(candidate, bytes).stream()).findFirst();
    }

    private Optional<MemoryLimit.ControlGroup> make(Candidate candidate, long bytes) {
        removeStale(candidate.parent());
        Path folder = candidate.parent()
            .resolve(NAME + ProcessHandle.current().pid() + "-" + count.incrementAndGet());
        MemoryLimit.ControlGroup group = candidate.second()
            ? new MemoryLimit.ControlGroup(folder, "control group, version 2", folder.resolve("memory.events"))
            : new MemoryLimit.ControlGroup(folder, "control group, version 1", folder.resolve("memory.oom_control"));
        try {
            Files.createDirectory(folder);
            if (candidate.second()) {
                set(folder, "memory.max", bytes);
                setIfThere(folder, "memory.swap.max", 0);
                setIfThere(folder, "memory.oom.group", 1);
            } else {
                set(folder, "memory.limit_in_bytes", bytes);
                setIfThere(folder, "memory.memsw.limit_in_bytes", bytes);
            }
            if (!Files.isWritable(folder.resolve("cgroup.procs"))) {
                throw new IOException("nothing may enter it");
            }
            return Optional.of(group);
        } catch (IOException refused) {
            group.folder().toFile().delete();
            return Optional.empty();
        }
    }

    /** A killed process leaves its empty groups behind. One that is in use cannot be removed. */
    private static void removeStale(Path parent) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, NAME + "[0-9]*-[0-9]*")) {
            for (Path group : left) {
                String owner = group.getFileName().toString().split("-")[1];
                if (!Files.exists(Path.of("/proc", owner))) {
                    group.toFile().delete();
                }
            }
        } catch (IOException notReadable) {
            // Then nothing can be made there either.
        }
    }

    private static void set(Path folder, String name, long value) throws IOException {
        // The kernel's files must be opened as they are, not made anew.
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new IOException("there is no " + file);
        }
        Files.write(file, Long.toString(value).getBytes(StandardCharsets.US_ASCII),
            StandardOpenOption.WRITE);
    }

    private static void setIfThere(Path folder, String name, long value) throws IOException {
        if (Files.exists(folder.resolve(name))) {
            set(folder, name, value);
        }
    }

    /** From a line of {@code /proc/self/cgroup}: {@code number:controllers:path}; version 2 has no controllers. */
    private static Stream<Candidate> candidates(String line, List<String> mounts) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3 || !parts[1].isEmpty() && !List.of(parts[1].split(",")).contains("memory")) {
            return Stream.empty();
        }
        boolean second = parts[1].isEmpty();
        return mounts.stream().flatMap(mount -> folder(mount, second, parts[2]).stream())
            .flatMap(own -> second && own.getParent() != null
                ? Stream.of(new Candidate(own, true), new Candidate(own.getParent(), true))
                : Stream.of(new Candidate(own, second)));
    }

    /** The folder of a group by a line of mountinfo (proc(5)): {@code … root target options … - type source super}. */
    private static Optional<Path> folder(String mount, boolean second, String group) {
        String[] halves = mount.split(" - ", 2);
        String[] first = halves[0].split(" ");
        String[] last = halves.length < 2 ? new String[0] : halves[1].split(" ");
        if (first.length < 5 || last.length < 3 || !last[0].equals(second ? "cgroup2" : "cgroup")
            || !second && !List.of(last[2].split(",")).contains("memory") || !Path.of(group).startsWith(first[3])) {
            return Optional.empty();
        }
        return Optional.of(Path.of(first[4]).resolve(Path.of(first[3]).relativize(Path.of(group))).normalize());
    }
}
