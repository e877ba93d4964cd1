package org.rootbuild.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
            String lineage = Files.readString(note(pass)).strip();
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
            Files.writeString(note(pass), lineage + "\n");
        }
    }

    /** The file that says so, of the pass with that folder. */
    static Path note(Path pass) {
        return Workspace.failed(pass).resolve(LINEAGE);
    }

    /** The folder that a person looks into: that of the root's files, where nothing lies beside it. */
    Path files() throws IOException {
        Path upper = folder.resolve(Stage.Overlay.UPPER);
        return Files.isDirectory(upper) && Stages.overHost(folder).isEmpty() ? upper : folder;
    }
}
