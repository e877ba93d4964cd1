package org.rootbuild.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.rootbuild.problem.HostLacks;

/** Finds executables of the host in the folders of one search path. */
public final class Tools {
    private final List<Path> folders;

    /**
     * {@code searchPath} has the form of the environment variable {@code PATH}. Empty and relative entries, which would
     * mean the current folder, are passed over: what a tool is must not depend on where the build was called.
     */
    public Tools(String searchPath) {
        Objects.requireNonNull(searchPath);
        folders = Arrays.stream(searchPath.split(File.pathSeparator))
            .filter(entry -> !entry.isBlank())
            .flatMap(entry -> folder(entry).stream())
            .filter(Path::isAbsolute)
            .toList();
    }

    /** The absolute path of the tool. */
    public Path find(String name) throws HostLacks {
        return lookUp(name).orElseThrow(() -> new HostLacks(
            "the tool '" + name + "' was looked for in " + describeFolders() + " and is not there",
            Packages.remedy(name)));
    }

    /** The absolute path of the tool, if the host has it. */
    public Optional<Path> lookUp(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a tool is looked up by its name, not by '" + name + "'");
        }
        return folders.stream()
            .map(folder -> folder.resolve(name))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst();
    }

    /** The search path again, as a tool itself gets it in its environment. */
    public String searchPath() {
        return String.join(File.pathSeparator, folders.stream().map(Path::toString).toList());
    }

    private String describeFolders() {
        return folders.isEmpty() ? "no folder at all (PATH is empty)" : searchPath();
    }

    private static Optional<Path> folder(String entry) {
        try {
            return Optional.of(Path.of(entry));
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
