package org.rootbuild.assist;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Paths on this host. */
final class HostFiles {
    /** A folder with more is not read to its end: a person types another letter. */
    private static final int MOST = 5000;

    private HostFiles() {
    }

    /** What a path may go on to; empty where its folder cannot be read. */
    static List<Suggestion> in(String word) {
        int slash = word.lastIndexOf('/');
        String folder = word.substring(0, slash + 1);
        String begun = word.substring(slash + 1);
        List<Suggestion> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(begun) && (!name.startsWith(".") || begun.startsWith("."))) {
                    boolean isFolder = Files.isDirectory(file);
                    String shown = isFolder ? name + "/" : name;
                    found.add(new Suggestion(folder + shown, shown, "", !isFolder, "files"));
                }
                if (found.size() >= MOST) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException | SecurityException unreadable) {
            return List.of();
        }
        found.sort(Comparator.comparing(Suggestion::text));
        return found;
    }
}
