package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rootbuild.verb.Stage;

/**
 * What the programs of a step left in the workspace when it failed: a person may mend it there and go on with it.
 *
 * @param folder  holds the upper folders of the step's overlays
 * @param lineage names what the step began with, so that it is not laid on something else
 */
record FailedAttempt(Path folder, String lineage) {
    private static final String LINEAGE = "lineage";

    /** Of the pass with that folder, if there is one. */
    static Optional<FailedAttempt> find(Path pass) throws IOException {
        Path folder = Workspace.running(pass);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try {
            String lineage = Files.readString(Workspace.failed(pass).resolve(LINEAGE)).strip();
            return Optional.of(new FailedAttempt(folder, lineage));
        } catch (NoSuchFileException killed) {
            // The process died in the step: what lies there may be anything.
            return Optional.empty();
        }
    }

    /** Says what the attempt that has just failed began with; nothing where it left no folder. */
    static void note(Path pass, String lineage) throws IOException {
        if (Files.isDirectory(Workspace.running(pass))) {
            Files.createDirectories(Workspace.failed(pass));
            Files.writeString(Workspace.failed(pass).resolve(LINEAGE), lineage + "\n");
        }
    }

    /** The folder that a person looks into: that of the root's files, where nothing lies beside it. */
    Path files() throws IOException {
        Path upper = folder.resolve(Stage.Overlay.UPPER);
        return Files.isDirectory(upper) && hostFolders().isEmpty() ? upper : folder;
    }

    /** What was changed in folders that the host has too, each under its name, without those in which nothing was. */
    List<Path> hostFolders() throws IOException {
        Path host = folder.resolve(Stage.Overlay.HOST);
        List<Path> filled = new ArrayList<>();
        if (Files.isDirectory(host)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(host, Files::isDirectory)) {
                for (Path one : all) {
                    if (!isEmpty(one)) {
                        filled.add(one);
                    }
                }
            }
        }
        filled.sort(null);
        return filled;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            return !all.iterator().hasNext();
        }
    }
}
