package org.rootbuild.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.rootbuild.problem.Failure;
import org.rootbuild.problem.Reason;

/**
 * A file that gets its name when it is whole and on the disk: until then it has another name beside it, and is gone
 * when it does not come to that. What a killed process left is removed by the next that makes the same file.
 */
final class NewFile implements Closeable {
    private final Path target;
    private final Path unfinished;
    private boolean finished;

    private NewFile(Path target, Path unfinished) {
        this.target = target;
        this.unfinished = unfinished;
    }

    /** @throws Failure when the target is something else than a plain file or nothing, or its folder is not there */
    static NewFile at(Path target) throws IOException {
        Path absolute = target.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Failure("there is no folder for " + target, "Make the folder, or choose another place.");
        }
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
            throw new Failure(target + " is no plain file and is not replaced", "Choose another name.");
        }
        Path unfinished = folder.resolve("." + absolute.getFileName() + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException trouble) {
            throw new Failure("making " + target + " did not work: " + Reason.of(trouble),
                "Let this user write to the folder " + folder + ".", trouble);
        }
        return new NewFile(absolute, unfinished);
    }

    /** Where it is to be written; nothing is there yet. */
    Path path() {
        return unfinished;
    }

    /** Gives it its name, in place of what has it. */
    void finish() throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            Files.deleteIfExists(unfinished);
        }
    }
}
